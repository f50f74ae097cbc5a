package io.bellhop.container.descriptor;

import io.bellhop.container.descriptor.SecurityConstraint.ResourceCollection;
import io.bellhop.container.descriptor.SecurityConstraint.TransportGuarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads security-constraint, login-config and security-role (JSR 289, 17). */
final class SecurityReader extends XmlSection {
    private static final Set<String> AUTH_METHODS = Set.of("DIGEST", "BASIC", "FORM", "CLIENT-CERT");

    private final ServletReader servlets;

    SecurityReader(Problems problems, ServletReader servlets) {
        super(problems);
        this.servlets = servlets;
    }

    List<SecurityConstraint> constraints(XmlElement root) {
        List<SecurityConstraint> constraints = new ArrayList<>();
        for (XmlElement element : all(root, "security-constraint")) {
            constraints.add(constraint(element));
        }
        return constraints;
    }

    private SecurityConstraint constraint(XmlElement element) {
        expectChildren(element, "resource-collection", "proxy-authentication", "auth-constraint",
                "user-data-constraint");
        List<ResourceCollection> resources = new ArrayList<>();
        for (XmlElement collection : all(element, "resource-collection")) {
            resources.add(resources(collection));
        }
        if (resources.isEmpty()) {
            problems.add(element, "<security-constraint> lacks its <resource-collection>");
        }
        XmlElement auth = optional(element, "auth-constraint");
        if (auth != null) {
            expectChildren(auth, "role-name");
        }
        List<String> roles = auth == null ? List.of() : texts(auth, "role-name");
        return new SecurityConstraint(text(element, "display-name"), resources,
                optional(element, "proxy-authentication") != null, auth != null, roles, transport(element));
    }

    private ResourceCollection resources(XmlElement element) {
        expectChildren(element, "resource-name", "servlet-name", "sip-method");
        for (XmlElement name : all(element, "servlet-name")) {
            if (!name.text().isEmpty()) {
                servlets.expectKnown(name, name.text());
            }
        }
        return new ResourceCollection(text(element, "resource-name"), texts(element, "servlet-name"),
                texts(element, "sip-method"));
    }

    private TransportGuarantee transport(XmlElement constraint) {
        XmlElement data = optional(constraint, "user-data-constraint");
        if (data == null) {
            return TransportGuarantee.NONE;
        }
        expectChildren(data, "transport-guarantee");
        String value = required(data, "transport-guarantee");
        for (TransportGuarantee guarantee : TransportGuarantee.values()) {
            if (guarantee.name().equalsIgnoreCase(value)) {
                return guarantee;
            }
        }
        if (value != null) {
            problems.add(optional(data, "transport-guarantee"), "<transport-guarantee> is NONE, INTEGRAL or"
                    + " CONFIDENTIAL, not \"" + value + "\"");
        }
        return TransportGuarantee.NONE;
    }

    LoginConfig login(XmlElement root) {
        XmlElement login = optional(root, "login-config");
        if (login == null) {
            return null;
        }
        expectChildren(login, "auth-method", "realm-name", "identity-assertion", "form-login-config");
        String method = text(login, "auth-method");
        if (method != null && !AUTH_METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            problems.add(optional(login, "auth-method"), "<auth-method> is DIGEST, BASIC or CLIENT-CERT, not \""
                    + method + "\"");
        }
        XmlElement assertion = optional(login, "identity-assertion");
        String scheme = assertion == null ? null : required(assertion, "identity-assertion-scheme");
        String support = assertion == null ? null : text(assertion, "identity-assertion-support");
        if (assertion != null) {
            expectChildren(assertion, "identity-assertion-scheme", "identity-assertion-support");
        }
        return new LoginConfig(method == null ? "DIGEST" : method.toUpperCase(Locale.ROOT),
                text(login, "realm-name"), scheme, "REQUIRED".equalsIgnoreCase(support));
    }

    List<String> roles(XmlElement root) {
        List<String> roles = new ArrayList<>();
        for (XmlElement element : all(root, "security-role")) {
            expectChildren(element, "role-name");
            String role = required(element, "role-name");
            if (role != null && !roles.contains(role)) {
                roles.add(role);
            }
        }
        return roles;
    }
}
