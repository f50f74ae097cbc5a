package io.bellhop.container.dispatch;

import io.bellhop.container.message.Reliability;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import java.util.ArrayDeque;

/**
 * The reliable provisional responses to one INVITE (RFC 3262 3): one is sent again until its PRACK comes, others wait,
 * and so does a 2xx where the RFC says so. Owner loop only.
 */
final class ReliableResponses extends LoopTimer {
    private final LoopRuntime runtime;
    private final SipServletRequestImpl invite;
    private final ArrayDeque<SipServletResponseImpl> waiting = new ArrayDeque<>(2);
    private SipServletResponseImpl sent;
    private boolean unacknowledged;
    private boolean over;
    private long number;
    private long interval;
    private long elapsed;

    private ReliableResponses(LoopRuntime runtime, SipServletRequestImpl invite) {
        this.runtime = runtime;
        this.invite = invite;
        // RFC 3262 3: "MUST be between 1 and 2**31 - 1. It is RECOMMENDED that it be chosen uniformly in this range."
        // The upper half is left for those that follow.
        number = runtime.owner().loop().random().nextInt(1 << 30);
    }

    /** Those of that INVITE, or null. */
    private static ReliableResponses of(SipServletRequestImpl invite) {
        SipSessionImpl session = invite.sessionOrNull();
        if (session == null || !session.hasExtensions()) {
            return null;
        }
        return session.extensions().reliable() instanceof ReliableResponses found && found.invite == invite
                ? found : null;
    }

    /** Sends that one, or when those before it are acknowledged. */
    static void send(LoopRuntime runtime, SipServletResponseImpl response) {
        SipServletRequestImpl invite = response.request();
        if (invite.serverTransaction().isFinal() || !invite.session().isValid()) {
            return;
        }
        ReliableResponses responses = of(invite);
        if (responses == null) {
            responses = new ReliableResponses(runtime, invite);
            if (invite.session().extensions().reliable() != null) {
                runtime.owner().loop().stop(invite.session().extensions().reliable());
            }
            invite.session().extensions().reliable(responses);
        }
        if (responses.unacknowledged) {
            responses.waiting.add(response);
        } else {
            responses.transmit(response);
        }
    }

    /**
     * Whether a response that the application has sent is dealt with here: a provisional one that the caller requires
     * to be reliable, or a 2xx that has to wait for a PRACK.
     */
    static boolean takes(LoopRuntime runtime, SipServletResponseImpl response) {
        SipServletRequestImpl invite = response.request();
        int status = response.getStatus();
        if (invite.method() != StandardMethod.INVITE || status == 100 || status >= 300) {
            return false;
        }
        if (status < 200) {
            // "The UAS MUST send any non-100 provisional response reliably if the initial request contained a Require
            // header field with the option tag 100rel."
            if (invite.proxyControl() != null || !Reliability.isRequired(invite.sip())) {
                return false;
            }
            Reliability.mark(response.sip());
            send(runtime, response);
            return true;
        }
        ReliableResponses before = of(invite);
        return before != null && before.holdsBack(response);
    }

    /** "unless the final response is 2xx and any of the unacknowledged [...] contained a session description". */
    private boolean holdsBack(SipServletResponseImpl success) {
        if (!unacknowledged || over) {
            return false;
        }
        boolean description = !sent.sip().body().isEmpty();
        for (SipServletResponseImpl each : waiting) {
            description |= !each.sip().body().isEmpty();
        }
        if (description) {
            waiting.add(success);
        }
        return description;
    }

    /** Whether the application has sent a 2xx that still waits here. */
    static boolean isHeldBack(SipServletRequestImpl invite) {
        ReliableResponses responses = of(invite);
        return responses != null && responses.hasSuccess();
    }

    private boolean hasSuccess() {
        return !waiting.isEmpty() && waiting.peekLast().getStatus() >= 200;
    }

    private void transmit(SipServletResponseImpl response) {
        sent = response;
        unacknowledged = true;
        number++;
        response.sip().set(StandardHeader.RSEQ, String.valueOf(number));
        interval = runtime.scope().options().timers().t1();
        elapsed = 0;
        runtime.owner().loop().start(this, interval);
        runtime.responder().send(invite, response.sip());
    }

    /** "with an interval that starts at T1 seconds and doubles for each retransmission", for 64*T1 in all. */
    @Override
    protected void expired() {
        elapsed += interval;
        long most = 64 * runtime.scope().options().timers().t1();
        if (elapsed >= most) {
            giveUp();
            return;
        }
        invite.serverTransaction().respond(sent.sip());
        interval = Math.min(2 * interval, most - elapsed);
        runtime.owner().loop().start(this, interval);
    }

    /**
     * "the UAS SHOULD reject the original request with a 5xx response": left to the application where it listens (JSR
     * 289, SipErrorListener.noPrackReceived), unless that has sent its final response already.
     */
    private void giveUp() {
        SipServletResponseImpl missing = sent;
        boolean answered = hasSuccess();
        waiting.clear();
        if (answered || invite.application().listeners().error().length == 0) {
            runtime.responder().answer(invite, 500, "No PRACK");
        }
        runtime.prackMissing(invite, missing);
    }

    /** A PRACK came. @return whether it is for a response of ours that waits for it */
    static boolean acknowledged(SipSessionImpl session, SipRequest prack) {
        return session.hasExtensions() && session.extensions().reliable() instanceof ReliableResponses responses
                && responses.acknowledged(prack);
    }

    private boolean acknowledged(SipRequest prack) {
        if (!unacknowledged || !Reliability.matches(prack, number, invite.sip().cseq())) {
            return false;
        }
        unacknowledged = false;
        sent = null;
        runtime.owner().loop().stop(this);
        SipServletResponseImpl next = waiting.poll();
        if (over) {
            invite.session().extensions().reliable(null);
        } else if (next != null && next.getStatus() < 200) {
            transmit(next);
        } else if (next != null) {
            runtime.responder().respond(next);
        }
        return true;
    }

    /**
     * A final response to that INVITE went out: "it SHOULD NOT continue to retransmit the unacknowledged reliable
     * provisional responses, but it MUST be prepared to process PRACK requests for those outstanding responses."
     */
    static void finalSent(SipServletRequestImpl invite) {
        ReliableResponses responses = of(invite);
        if (responses != null) {
            responses.end();
        }
    }

    private void end() {
        over = true;
        waiting.clear();
        sent = null;
        runtime.owner().loop().stop(this);
        if (!unacknowledged) {
            invite.session().extensions().reliable(null);
        }
    }
}
