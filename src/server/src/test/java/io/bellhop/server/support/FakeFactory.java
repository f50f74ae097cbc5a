package io.bellhop.server.support;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.URI;

/** A factory of fake URIs. */
public final class FakeFactory {

    private FakeFactory() {
    }

    public static SipFactory make() {
        return Fakes.of(SipFactory.class, new FakeFactory());
    }

    public URI createURI(String text) throws ServletParseException {
        if (text.indexOf(':') < 0) {
            throw new ServletParseException("no URI: " + text);
        }
        return FakeUri.parse(text);
    }
}
