package io.bellhop.container.security;

import java.security.Principal;

/** An authenticated caller. */
public interface SipPrincipal extends Principal {
    /** Whether the caller has this role of the application. Any thread may call. */
    boolean hasRole(String role);

    /** What the application gets from {@code getUserPrincipal}. */
    default Principal userPrincipal() {
        return this;
    }
}
