package io.bellhop.container.dispatch;

import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.AckWait;
import io.bellhop.container.session.SipSessionImpl;

/**
 * Sends a 2xx to an INVITE again until its ACK comes (RFC 3261 13.3.1.4): "with an interval that starts at T1 seconds
 * and doubles for each retransmission until it reaches T2 seconds", for 64*T1 in all.
 */
final class AckTimer extends AckWait {
    private final SipSessionImpl session;
    private final SipServletRequestImpl request;
    private final SipServletResponseImpl response;
    private final LoopRuntime runtime;
    private long interval;
    private long elapsed;

    AckTimer(SipSessionImpl session, SipServletRequestImpl request, SipServletResponseImpl response,
            LoopRuntime runtime) {
        super(request.sip().cseq());
        this.session = session;
        this.request = request;
        this.response = response;
        this.runtime = runtime;
    }

    void begin() {
        interval = runtime.scope().options().timers().t1();
        runtime.owner().loop().start(this, interval);
    }

    @Override
    protected void expired() {
        elapsed += interval;
        long most = 64 * runtime.scope().options().timers().t1();
        if (elapsed >= most) {
            // "If the server retransmits the 2xx response for 64*T1 seconds without receiving an ACK, the dialog is
            // confirmed, but the session SHOULD be terminated. This is accomplished with a BYE": the application's.
            session.acknowledged(sequence());
            runtime.ackMissing(request, response);
            return;
        }
        request.serverTransaction().respond(response.sip());
        long doubled = Math.min(2 * interval, runtime.scope().options().timers().t2());
        interval = Math.min(doubled, most - elapsed);
        runtime.owner().loop().start(this, interval);
    }

    @Override
    protected void stop() {
        runtime.owner().loop().stop(this);
    }
}
