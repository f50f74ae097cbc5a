package io.bellhop.container.descriptor;

/**
 * A proxy-config element.
 *
 * @param proxyTimeoutSeconds how long a proxy waits for a final response, more than zero; the default of
 *     {@code Proxy.getProxyTimeout}
 */
public record ProxyConfig(int proxyTimeoutSeconds) {
    /** JSR 289, 10.2.2: three minutes, where the descriptor states nothing. */
    public static final ProxyConfig DEFAULT = new ProxyConfig(180);
}
