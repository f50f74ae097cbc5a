package io.bellhop.container.runtime;

import io.bellhop.container.address.AddressParser;
import io.bellhop.container.message.AuthInfoImpl;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.Serializable;

/** The factory of one application (JSR 289 4.1, 11.1.1). Any thread. */
final class SipFactoryImpl implements SipFactory, Serializable {
    private final ContainerRuntime container;
    private final Services services;

    SipFactoryImpl(ContainerRuntime container, Services services) {
        this.container = container;
        this.services = services;
    }

    @Override
    public Address createAddress(String address) throws ServletParseException {
        return AddressParser.parseAddress(address);
    }

    @Override
    public Address createAddress(URI uri) {
        return AddressParser.createAddress(uri, null);
    }

    @Override
    public Address createAddress(URI uri, String displayName) {
        return AddressParser.createAddress(uri, displayName);
    }

    @Override
    public Parameterable createParameterable(String text) throws ServletParseException {
        return AddressParser.parseParameterable(text);
    }

    @Override
    public SipURI createSipURI(String user, String host) {
        return AddressParser.createSipUri(user, host);
    }

    @Override
    public URI createURI(String uri) throws ServletParseException {
        return AddressParser.parseUri(uri);
    }

    @Override
    public SipApplicationSession createApplicationSession() {
        return container.applicationSession(services.application());
    }

    @Override
    public SipApplicationSession createApplicationSessionByKey(String key) {
        if (key == null) {
            throw new NullPointerException("key");
        }
        return container.keyed(services.application(), key);
    }

    @Override
    public AuthInfo createAuthInfo() {
        return new AuthInfoImpl();
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, Address from, Address to) {
        SipApplicationSessionImpl parent = (SipApplicationSessionImpl) session;
        if (!parent.isValid()) {
            throw new IllegalArgumentException("the application session is invalid");
        }
        Method parsed = Method.of(method);
        if (parsed == StandardMethod.ACK || parsed == StandardMethod.CANCEL) {
            throw new IllegalArgumentException(method + " is not made by createRequest");
        }
        return container.runtime(parent.owner()).create(parent, parsed, from, to);
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, String from, String to)
            throws ServletParseException {
        return createRequest(session, method, createAddress(from), createAddress(to));
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, URI from, URI to) {
        return createRequest(session, method, createAddress(from), createAddress(to));
    }

    @Override
    @Deprecated
    public SipServletRequest createRequest(SipServletRequest original, boolean sameCallId) {
        return ((SipServletRequestImpl) original).createLike(sameCallId);
    }
}
