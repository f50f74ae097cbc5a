package io.bellhop.container.dispatch;

import io.bellhop.container.message.Dialogs;
import io.bellhop.container.message.HeaderMap;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;

/** Requests made of others: the copying rules of B2buaHelper and SipFactory.createRequest (JSR 289 12.8, 4.1.3). */
final class RequestCopies {
    private final RequestBuilder builder;

    RequestCopies(RequestBuilder builder) {
        this.builder = builder;
    }

    /**
     * A request like an initial one, in a session of its own: "the method and the majority of header fields are
     * copied". Not so Via, Record-Route and tags; Contact of REGISTER alone; Call-ID where that is wanted.
     */
    SipServletRequestImpl like(SipServletRequestImpl original, HeaderMap headers, boolean sameCallId) {
        SipRequest request = original.sip().copy();
        boolean register = request.method() == StandardMethod.REGISTER;
        request.remove(StandardHeader.VIA);
        request.remove(StandardHeader.RECORD_ROUTE);
        if (!register) {
            request.remove(StandardHeader.CONTACT);
        }
        oneHopLess(original.sip(), request);
        Address from = headers.address(StandardHeader.FROM);
        Address to = headers.address(StandardHeader.TO);
        request.set(StandardHeader.FROM, RequestBuilder.party(from != null ? from : original.getFrom()).toString());
        request.set(StandardHeader.TO, RequestBuilder.party(to != null ? to : original.getTo()).toString());
        if (!sameCallId) {
            builder.callId(request);
        }
        headers.apply(request);
        SipServletRequestImpl made = builder.begin(original.getApplicationSession(), request);
        contact(made, headers);
        if (original.routing() != null) {
            // JSR 289, setRoutingDirective: such a request "continues the application selection process".
            made.continues(SipApplicationRoutingDirective.CONTINUE, original);
        }
        return made;
    }

    /** RFC 3261 16.6, 3, which a B2BUA keeps so that loops end; 70 where there was none. */
    private static void oneHopLess(SipRequest original, SipRequest copy) {
        int hops = original.maxForwards();
        copy.maxForwards(hops < 0 ? RequestBuilder.HOPS : Math.max(0, hops - 1));
    }

    private static void contact(SipServletRequestImpl made, HeaderMap headers) {
        Address chosen = headers.address(StandardHeader.CONTACT);
        Slice ours = made.sip().firstSlice(StandardHeader.CONTACT);
        if (chosen != null && ours != null && made.method() != StandardMethod.REGISTER) {
            made.sip().set(StandardHeader.CONTACT, ContactMerge.with(ours, chosen));
        }
    }

    /**
     * Copies what is not the container's into a later request of another session: "the system headers are created based
     * on the session that this request is created on".
     */
    static void into(SipServletRequestImpl original, SipServletRequestImpl made, HeaderMap headers) {
        SipRequest from = original.sip();
        SipRequest to = made.sip();
        for (int line = 0; line < from.lines(); line++) {
            HeaderName name = from.name(line);
            if (isCopied(name, from) && from.find(name, 0) == line) {
                to.remove(name);
                for (Slice value : from.allSlices(name)) {
                    to.addLast(name, value.detach());
                }
            }
        }
        if (!from.body().isEmpty()) {
            to.body(from.body().detach().array());
        }
        oneHopLess(from, to);
        headers.apply(to);
        RequestBuilder.parties(made, headers.address(StandardHeader.FROM), headers.address(StandardHeader.TO));
        contact(made, headers);
    }

    private static boolean isCopied(HeaderName name, SipRequest from) {
        if (!(name instanceof StandardHeader known)) {
            return true;
        }
        return switch (known) {
            case FROM, TO, CALL_ID, CSEQ, VIA, ROUTE, RECORD_ROUTE, RACK, RSEQ, CONTENT_LENGTH, MAX_FORWARDS -> false;
            case CONTACT -> !Dialogs.isRefreshing(from.method()) && from.method() != StandardMethod.ACK;
            default -> true;
        };
    }
}
