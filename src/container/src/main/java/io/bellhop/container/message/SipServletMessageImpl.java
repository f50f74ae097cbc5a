package io.bellhop.container.message;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.container.address.Protection;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipSession;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What requests and responses have in common. A message is used by one thread at a time: the application's during a
 * callback, the owner loop's before and after it.
 */
public abstract class SipServletMessageImpl implements SipServletMessage {
    private final SipMessage message;
    private final MessageActions actions;
    private final Flow flow;
    private Map<String, Object> attributes;
    private AddressImpl from;
    private AddressImpl to;
    private String encoding;
    private Principal principal;
    private Predicate<String> roles;

    /** @param flow along which it came, or null where it is ours */
    SipServletMessageImpl(SipMessage message, MessageActions actions, Flow flow) {
        this.message = message;
        this.actions = actions;
        this.flow = flow;
    }

    // ---- for the layers around

    /** The message below. Owner loop, or the thread of the callback. */
    public SipMessage sip() {
        return message;
    }

    public final MessageActions actions() {
        return actions;
    }

    /** Along which it was received, or null where it is ours. */
    public Flow flow() {
        return flow;
    }

    /** Whether it was made here, not received. */
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

    final void checkOpen() {
        if (isCommitted()) {
            throw new IllegalStateException("the message is committed");
        }
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

    // ---- headers

    @Override
    public String getHeader(String name) {
        return message.first(HeaderAccess.name(name));
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return HeaderAccess.all(this, name);
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return HeaderAccess.names(message);
    }

    @Override
    public void setHeader(String name, String value) {
        HeaderName header = HeaderAccess.writable(this, name);
        if (value == null) {
            throw new NullPointerException("value of " + name);
        }
        message.set(header, value);
    }

    @Override
    public void addHeader(String name, String value) {
        HeaderName header = HeaderAccess.writable(this, name);
        if (value == null) {
            throw new NullPointerException("value of " + name);
        }
        message.addLast(header, value);
    }

    @Override
    public void removeHeader(String name) {
        message.remove(HeaderAccess.writable(this, name));
    }

    @Override
    public Address getAddressHeader(String name) throws ServletParseException {
        return HeaderAccess.address(this, name);
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        return HeaderAccess.addresses(this, name);
    }

    @Override
    public void setAddressHeader(String name, Address address) {
        message.set(HeaderAccess.writable(this, name), address.toString());
    }

    @Override
    public void addAddressHeader(String name, Address address, boolean first) {
        HeaderAccess.put(this, HeaderAccess.writable(this, name), address.toString(), first);
    }

    @Override
    public Parameterable getParameterableHeader(String name) throws ServletParseException {
        return HeaderAccess.parameterable(this, name);
    }

    @Override
    public ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        return HeaderAccess.parameterables(this, name);
    }

    @Override
    public void setParameterableHeader(String name, Parameterable value) {
        message.set(HeaderAccess.writable(this, name), value.toString());
    }

    @Override
    public void addParameterableHeader(String name, Parameterable value, boolean first) {
        HeaderAccess.put(this, HeaderAccess.writable(this, name), value.toString(), first);
    }

    @Override
    public HeaderForm getHeaderForm() {
        return HeaderForm.DEFAULT;
    }

    @Override
    public void setHeaderForm(HeaderForm form) {
        if (form != HeaderForm.DEFAULT) {
            throw new UnsupportedOperationException("SipServletMessage.setHeaderForm: not in this version");
        }
    }

    @Override
    public Address getFrom() {
        if (from == null) {
            from = party(StandardHeader.FROM);
        }
        return from;
    }

    @Override
    public Address getTo() {
        if (to == null) {
            to = party(StandardHeader.TO);
        }
        return to;
    }

    private AddressImpl party(StandardHeader name) {
        Slice value = message.firstSlice(name);
        try {
            AddressImpl address = AddressParser.parseAddress(value.array(), value.start(), value.end());
            address.protect(Protection.SYSTEM);
            return address;
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public String getCallId() {
        return message.callId().toString();
    }

    @Override
    public int getExpires() {
        String value = message.first(StandardHeader.EXPIRES);
        try {
            return value == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void setExpires(int seconds) {
        setHeader("Expires", String.valueOf(seconds));
    }

    @Override
    public String getProtocol() {
        return "SIP/2.0";
    }

    // ---- content

    @Override
    public Object getContent() throws UnsupportedEncodingException {
        return ContentAccess.get(message, getCharacterEncoding());
    }

    @Override
    public byte[] getRawContent() {
        return ContentAccess.raw(message);
    }

    @Override
    public void setContent(Object content, String contentType) throws UnsupportedEncodingException {
        checkOpen();
        ContentAccess.set(message, content, contentType, encoding);
    }

    @Override
    public int getContentLength() {
        return message.body().length();
    }

    @Override
    public void setContentLength(int length) {
        checkOpen();
        if (length != message.body().length()) {
            throw new IllegalArgumentException("the content has " + message.body().length() + " bytes, not " + length);
        }
    }

    @Override
    public String getContentType() {
        return message.first(StandardHeader.CONTENT_TYPE);
    }

    @Override
    public void setContentType(String type) {
        checkOpen();
        message.set(StandardHeader.CONTENT_TYPE, type);
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
        return Languages.content(message);
    }

    @Override
    public void setContentLanguage(Locale locale) {
        setHeader("Content-Language", locale.toLanguageTag());
    }

    @Override
    public Locale getAcceptLanguage() {
        return Languages.accepted(message).get(0);
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Languages.accepted(message).iterator();
    }

    @Override
    public void setAcceptLanguage(Locale locale) {
        checkOpen();
        message.remove(StandardHeader.ACCEPT_LANGUAGE);
        if (locale != null) {
            message.addLast(StandardHeader.ACCEPT_LANGUAGE, locale.toLanguageTag());
        }
    }

    @Override
    public void addAcceptLanguage(Locale locale) {
        checkOpen();
        Languages.add(message, locale);
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

    @Override
    public String getInitialRemoteAddr() {
        return getRemoteAddr();
    }

    @Override
    public int getInitialRemotePort() {
        return getRemotePort();
    }

    @Override
    public String getInitialTransport() {
        return getTransport();
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
