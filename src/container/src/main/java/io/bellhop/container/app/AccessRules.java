package io.bellhop.container.app;

import io.bellhop.container.descriptor.LoginConfig;
import io.bellhop.container.descriptor.SecurityConstraint;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.security.AccessRule;
import java.util.ArrayList;
import java.util.List;

/** The security constraints of an application, each with the rule that the authenticator is asked with; immutable. */
public final class AccessRules {
    private final List<SecurityConstraint> constraints;
    private final List<AccessRule> rules;

    /** @param name the realm's name where the descriptor has none */
    AccessRules(SipApplication descriptor, String name) {
        LoginConfig login = descriptor.login();
        String realm = login == null || login.realmName() == null ? name : login.realmName();
        constraints = descriptor.securityConstraints();
        rules = new ArrayList<>();
        for (SecurityConstraint each : constraints) {
            rules.add(new AccessRule(realm, each.proxyAuthentication(), each.roles()));
        }
    }

    public boolean isEmpty() {
        return constraints.isEmpty();
    }

    /** The first rule that asks for authentication of such a request, or null. */
    public AccessRule authentication(String servlet, String method) {
        for (int i = 0; i < rules.size(); i++) {
            if (constraints.get(i).authenticated() && constraints.get(i).covers(servlet, method)) {
                return rules.get(i);
            }
        }
        return null;
    }

    /** Whether such a request must have come over a transport that keeps it secret or whole. */
    public boolean needsSecureTransport(String servlet, String method) {
        for (int i = 0; i < constraints.size(); i++) {
            SecurityConstraint each = constraints.get(i);
            if (each.transport() != SecurityConstraint.TransportGuarantee.NONE && each.covers(servlet, method)) {
                return true;
            }
        }
        return false;
    }
}
