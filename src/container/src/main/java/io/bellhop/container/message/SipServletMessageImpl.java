package io.bellhop.container.message;

import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What requests and responses have in common. A message is used by one thread at a time: the application's during a
 * callback, the owner loop's before and after it.
 */
public abstract class SipServletMessageImpl extends HeaderMethods {
    private final MessageActions actions;
    private final Flow flow;
    private Map<String, Object> attributes;
    private String encoding;
    private Principal principal;
    private Predicate<String> roles;

    /** @param flow along which it came, or null where it is ours */
    SipServletMessageImpl(SipMessage message, MessageActions actions, Flow flow) {
        super(message);
        this.actions = actions;
        this.flow = flow;
    }

    // ---- for the layers around

    public final MessageActions actions() {
        return actions;
    }

    /** Along which it was received, or null where it is ours. */
    public Flow flow() {
        return flow;
    }

    /** Whether it was made here, not received. */
    @Override
    public final boolean isOurs() {
        return flow == null;
    }

    /** The session, or null if there is none yet. */
    public abstract SipSessionImpl sessionOrNull();

    /** The session, made if there is none yet. Any thread; off the loop it waits for the loop. */
    public abstract SipSessionImpl session();

    /** Says who the sender is, once authenticated. */
    public final void authenticated(Principal user, Predicate<String> inRole) {
        principal = user;
        roles = inRole;
    }

    // ---- sessions

    @Override
    public SipSession getSession() {
        return session();
    }

    @Override
    public SipSession getSession(boolean create) {
        return create ? session() : sessionOrNull();
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return session().applicationSession();
    }

    @Override
    public SipApplicationSession getApplicationSession(boolean create) {
        SipSessionImpl known = create ? session() : sessionOrNull();
        return known == null ? null : known.applicationSession();
    }

    // ---- content

    @Override
    public Object getContent() throws UnsupportedEncodingException {
        return ContentAccess.get(sip(), getCharacterEncoding());
    }

    @Override
    public byte[] getRawContent() {
        return ContentAccess.raw(sip());
    }

    @Override
    public void setContent(Object content, String contentType) throws UnsupportedEncodingException {
        checkOpen();
        ContentAccess.set(sip(), content, contentType, encoding);
    }

    @Override
    public int getContentLength() {
        return sip().body().length();
    }

    @Override
    public void setContentLength(int length) {
        checkOpen();
        if (length != sip().body().length()) {
            throw new IllegalArgumentException("the content has " + sip().body().length() + " bytes, not " + length);
        }
    }

    @Override
    public String getContentType() {
        return sip().first(StandardHeader.CONTENT_TYPE);
    }

    @Override
    public void setContentType(String type) {
        checkOpen();
        sip().set(StandardHeader.CONTENT_TYPE, type);
    }

    @Override
    public String getCharacterEncoding() {
        return encoding != null ? encoding : ContentAccess.charsetOf(getContentType());
    }

    /** As setCharacterEncoding, which a response declares without the checked exception. */
    final void encoding(String name) throws UnsupportedEncodingException {
        checkOpen();
        ContentAccess.charset(name);
        encoding = name;
    }

    @Override
    public Locale getContentLanguage() {
        return Languages.content(sip());
    }

    @Override
    public void setContentLanguage(Locale locale) {
        setHeader("Content-Language", locale.toLanguageTag());
    }

    @Override
    public Locale getAcceptLanguage() {
        return Languages.accepted(sip()).get(0);
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Languages.accepted(sip()).iterator();
    }

    @Override
    public void setAcceptLanguage(Locale locale) {
        checkOpen();
        sip().remove(StandardHeader.ACCEPT_LANGUAGE);
        if (locale != null) {
            sip().addLast(StandardHeader.ACCEPT_LANGUAGE, locale.toLanguageTag());
        }
    }

    @Override
    public void addAcceptLanguage(Locale locale) {
        checkOpen();
        Languages.add(sip(), locale);
    }

    // ---- attributes

    @Override
    public Object getAttribute(String name) {
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        return attributes == null ? null : attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return attributes == null ? Collections.emptyEnumeration() : Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (name == null || value == null) {
            throw new NullPointerException("attribute name and value");
        }
        if (attributes == null) {
            attributes = new HashMap<>(4);
        }
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        if (attributes != null) {
            attributes.remove(name);
        }
    }

    // ---- where it came from

    @Override
    public String getRemoteAddr() {
        return flow() == null ? null : flow().remote().getAddress().getHostAddress();
    }

    @Override
    public int getRemotePort() {
        return flow() == null ? -1 : flow().remote().getPort();
    }

    @Override
    public String getLocalAddr() {
        return flow() == null ? null : flow().point().address().getAddress().getHostAddress();
    }

    @Override
    public int getLocalPort() {
        return flow() == null ? -1 : flow().point().address().getPort();
    }

    @Override
    public String getTransport() {
        return flow() == null ? null : flow().transport().name();
    }

    /** Along which it came into the container, which is not the flow where another application passed it on. */
    Flow initialFlow() {
        return flow;
    }

    @Override
    public String getInitialRemoteAddr() {
        Flow first = initialFlow();
        return first == null ? null : first.remote().getAddress().getHostAddress();
    }

    @Override
    public int getInitialRemotePort() {
        Flow first = initialFlow();
        return first == null ? -1 : first.remote().getPort();
    }

    @Override
    public String getInitialTransport() {
        Flow first = initialFlow();
        return first == null ? null : first.transport().name();
    }

    @Override
    public boolean isSecure() {
        return flow() != null && flow().transport().secure();
    }

    // ---- who sent it

    @Override
    public String getRemoteUser() {
        return principal == null ? null : principal.getName();
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
        return principal != null && roles != null && roles.test(role);
    }

    /** Its application session, or null if there is none yet. */
    public SipApplicationSessionImpl applicationSessionOrNull() {
        SipSessionImpl known = sessionOrNull();
        return known == null ? null : known.applicationSession();
    }
}
