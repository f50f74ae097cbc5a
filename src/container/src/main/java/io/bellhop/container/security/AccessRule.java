package io.bellhop.container.security;

import java.util.List;

/**
 * What a security-constraint asks of a caller (JSR 289, 17.3).
 *
 * @param realm the name that callers are shown
 * @param proxy whether the challenge is 407 rather than 401
 * @param roles any of these; "*" is anybody who is authenticated; nobody passes where it is empty
 */
public record AccessRule(String realm, boolean proxy, List<String> roles) {
    public AccessRule {
        roles = List.copyOf(roles);
    }

    boolean admits(SipPrincipal principal) {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i).equals("*") || principal.hasRole(roles.get(i))) {
                return true;
            }
        }
        return false;
    }
}
