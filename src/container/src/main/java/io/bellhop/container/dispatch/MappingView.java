package io.bellhop.container.dispatch;

import io.bellhop.container.descriptor.match.RequestView;
import io.bellhop.container.message.SipServletRequestImpl;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;

/** A request as servlet mappings see it (JSR 289 16.1). */
record MappingView(SipServletRequestImpl request) implements RequestView {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public URI requestUri() {
        return request.getRequestURI();
    }

    @Override
    public Address from() {
        return request.getFrom();
    }

    @Override
    public Address to() {
        return request.getTo();
    }

    @Override
    public Address route() {
        try {
            return request.getAddressHeader("Route");
        } catch (ServletParseException e) {
            return null;
        }
    }

    @Override
    public Address initialPoppedRoute() {
        return request.getInitialPoppedRoute();
    }
}
