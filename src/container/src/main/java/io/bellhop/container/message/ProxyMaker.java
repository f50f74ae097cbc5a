package io.bellhop.container.message;

/** Makes the proxy of a request; given to the container where it is put together. */
public interface ProxyMaker {
    /** @param original an initial request received, not answered, with hops left */
    ProxyControl make(SipServletRequestImpl original);
}
