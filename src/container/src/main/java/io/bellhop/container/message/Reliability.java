package io.bellhop.container.message;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Rel100Exception;
import java.util.List;

/** Which provisional responses are reliable, and which may be (RFC 3262). */
public final class Reliability {
    private static final String OPTION = "100rel";

    private Reliability() {}

    /** Whether that request wants every provisional response reliable ("Require: 100rel"). */
    public static boolean isRequired(SipRequest request) {
        return has(request, StandardHeader.REQUIRE);
    }

    private static boolean has(SipMessage message, HeaderName header) {
        if (!message.has(header)) {
            return false;
        }
        List<Slice> options = message.allSlices(header);
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equalsIgnoreCase(OPTION)) {
                return true;
            }
        }
        return false;
    }

    /** Puts Require: 100rel in. */
    public static void mark(SipResponse response) {
        if (!has(response, StandardHeader.REQUIRE)) {
            response.addLast(StandardHeader.REQUIRE, OPTION);
        }
    }

    /** The RSeq of a reliable provisional response, 1 to 2^32 - 1, or -1 where it is none. */
    public static long number(SipResponse response) {
        boolean provisional = response.status() > 100 && response.status() < 200;
        if (!provisional || !response.has(StandardHeader.RSEQ) || !has(response, StandardHeader.REQUIRE)) {
            return -1;
        }
        return number(response.first(StandardHeader.RSEQ));
    }

    static long number(String text) {
        try {
            long value = Long.parseLong(text.strip());
            return value < 0 || value > 0xffff_ffffL ? -1 : value;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether a PRACK acknowledges that response to that INVITE (RFC 3262 7.2: RAck). */
    public static boolean matches(SipRequest prack, long rseq, long invite) {
        String value = prack.first(StandardHeader.RACK);
        if (value == null) {
            return false;
        }
        String text = value.strip();
        int first = text.indexOf(' ');
        int second = first < 0 ? -1 : text.indexOf(' ', first + 1);
        return second > 0 && number(text.substring(0, first)) == rseq
                && number(text.substring(first + 1, second)) == invite
                && text.substring(second).strip().equals(StandardMethod.INVITE.name());
    }

    /** Whether the application may send that response reliably (SipServletResponse.sendReliably). */
    static void checkSendable(SipServletResponseImpl response) throws Rel100Exception {
        SipServletRequestImpl request = response.request();
        if (request.method() != StandardMethod.INVITE) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (response.getStatus() <= 100 || response.getStatus() >= 200) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!has(request.sip(), StandardHeader.SUPPORTED) && !isRequired(request.sip())) {
            throw new Rel100Exception(Rel100Exception.NO_REQ_SUPPORT);
        }
        if (request.proxyControl() != null) {
            // The PRACK would come to a session whose requests are passed on.
            throw new Rel100Exception(Rel100Exception.NOT_SUPPORTED);
        }
    }

    /** Whether the application may acknowledge that response (SipServletResponse.createPrack). */
    static void checkAcknowledgeable(SipServletResponseImpl response) throws Rel100Exception {
        if (response.request().method() != StandardMethod.INVITE) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (response.getStatus() <= 100 || response.getStatus() >= 200) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (number(response.sip()) < 0) {
            throw new Rel100Exception(Rel100Exception.NOT_100rel);
        }
    }
}
