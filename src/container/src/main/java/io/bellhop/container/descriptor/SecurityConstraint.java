package io.bellhop.container.descriptor;

import java.util.List;

/**
 * A security-constraint element (JSR 289, 17.3).
 *
 * @param displayName for people; null if there is none
 * @param resources what it applies to
 * @param proxyAuthentication whether the challenge is 407 rather than 401
 * @param authenticated whether it asks for authentication, as an auth-constraint does
 * @param roles who may pass: any of these roles; "*" stands for every role of the application. Where it is empty and
 *     {@code authenticated}, nobody may
 * @param transport what the connection must offer
 */
public record SecurityConstraint(
        String displayName,
        List<ResourceCollection> resources,
        boolean proxyAuthentication,
        boolean authenticated,
        List<String> roles,
        TransportGuarantee transport) {
    /** The values of transport-guarantee. */
    public enum TransportGuarantee { NONE, INTEGRAL, CONFIDENTIAL }

    /**
     * A resource-collection element.
     *
     * @param name for people; null if there is none
     * @param servletNames the servlets it applies to; all if it names none
     * @param methods the SIP methods it applies to; all if it names none
     */
    public record ResourceCollection(String name, List<String> servletNames, List<String> methods) {
        public ResourceCollection {
            servletNames = List.copyOf(servletNames);
            methods = List.copyOf(methods);
        }

        /** Whether a request with this method, meant for this servlet, is one of its requests. */
        public boolean covers(String servletName, String method) {
            return (servletNames.isEmpty() || servletNames.contains(servletName))
                    && (methods.isEmpty() || methods.contains(method));
        }
    }

    public SecurityConstraint {
        resources = List.copyOf(resources);
        roles = List.copyOf(roles);
    }

    /** Whether it applies to a request with this method that is meant for this servlet. */
    public boolean covers(String servletName, String method) {
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).covers(servletName, method)) {
                return true;
            }
        }
        return false;
    }
}
