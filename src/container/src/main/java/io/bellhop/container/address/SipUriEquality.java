package io.bellhop.container.address;

import java.util.Arrays;

/** When two SIP or SIPS URIs are the same: RFC 3261, 19.1.4. The relation is not transitive. */
final class SipUriEquality {
    /**
     * "A user, ttl, or method uri-parameter appearing in only one URI never matches", nor does maddr, nor ("a URI
     * omitting any component with a default value will not match") transport.
     */
    private static final String[] NEVER_IGNORED = {"user", "ttl", "method", "maddr", "transport"};

    private SipUriEquality() {
    }

    static boolean equal(SipURIImpl a, SipURIImpl b) {
        return a.isSecure() == b.isSecure()
                && a.getPort() == b.getPort()
                && hostMatches(a.getHost(), b.getHost())
                && userInfoMatches(a.rawUser(), b.rawUser())
                && userInfoMatches(a.rawPassword(), b.rawPassword())
                && paramsMatch(a.params(), b.params())
                && a.headers().allMatch(b.headers());
    }

    /** RFC 5118, 4.5: IPv6 addresses are compared as addresses, not as texts. */
    private static boolean hostMatches(String a, String b) {
        if (a.equalsIgnoreCase(b)) {
            return true;
        }
        return a.charAt(0) == '[' && b.charAt(0) == '['
                && Arrays.equals(Ipv6.parse(a, 1, a.length() - 1), Ipv6.parse(b, 1, b.length() - 1));
    }

    private static boolean userInfoMatches(String a, String b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.equals(b) || Escapes.equivalent(a, b, false);
    }

    private static boolean paramsMatch(ParamList a, ParamList b) {
        if (a.size() == 0 && b.size() == 0) {
            return true;
        }
        for (String name : NEVER_IGNORED) {
            if (a.indexOf(name) >= 0 != b.indexOf(name) >= 0) {
                return false;
            }
        }
        return a.sharedOnesMatch(b);
    }
}
