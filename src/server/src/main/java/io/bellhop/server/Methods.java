package io.bellhop.server;

import java.util.List;
import java.util.Set;

/** The methods that this server knows by name. */
final class Methods {

    private static final List<String> KNOWN = List.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER",
            "SUBSCRIBE", "NOTIFY", "MESSAGE", "INFO", "UPDATE", "REFER", "PUBLISH", "PRACK");
    private static final Set<String> WITH_CALLBACK = Set.copyOf(KNOWN);

    /** The value of the Allow header. */
    static final String ALLOW = String.join(", ", KNOWN);

    private Methods() {
    }

    /** Whether {@link jakarta.servlet.sip.SipServlet} has a doXxx for it; method names are case-sensitive. */
    static boolean hasCallback(String method) {
        return WITH_CALLBACK.contains(method);
    }
}
