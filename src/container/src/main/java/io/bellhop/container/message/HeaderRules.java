package io.bellhop.container.message;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;

/** Which headers are the container's: the system headers of JSR 289 4.1.3 and of SipServletMessage. */
final class HeaderRules {
    private HeaderRules() {}

    /** Whether an application must not add, change or remove that header in that message. */
    static boolean isSystem(HeaderName name, SipMessage message) {
        if (!(name instanceof StandardHeader known)) {
            return false;
        }
        return switch (known) {
            case FROM, TO, CALL_ID, CSEQ, VIA, ROUTE, RECORD_ROUTE, RACK, RSEQ -> true;
            case CONTACT -> isContactSystem(message);
            default -> false;
        };
    }

    /**
     * "Contact is a system header field in messages other than REGISTER requests and responses, 3xx and 485 responses,
     * and 200/OPTIONS responses."
     */
    private static boolean isContactSystem(SipMessage message) {
        Method method = message instanceof SipRequest request ? request.method() : message.cseqMethod();
        if (method == StandardMethod.REGISTER) {
            return false;
        }
        if (message instanceof SipResponse response) {
            int status = response.status();
            boolean free = status >= 300 && status < 400 || status == 485
                    || status == 200 && method == StandardMethod.OPTIONS;
            return !free;
        }
        return true;
    }
}
