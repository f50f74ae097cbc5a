package io.bellhop.server.support;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;

/** A request of given headers that remembers what the servlets did with it. */
public final class FakeRequest {

    final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final String method;
    private final String requestUri;
    private final FakeProxy proxy = new FakeProxy(this);
    private final Map<String, Object> sessionAttributes = new HashMap<>();
    private String remoteUser;
    private String remoteAddress = "192.0.2.7";
    private boolean initial = true;
    volatile FakeResponse sent;

    public FakeRequest(String method, String requestUri) {
        this.method = method;
        this.requestUri = requestUri;
        header("From", "<sip:alice@example.org>").header("To", "<sip:alice@example.org>");
        header("Call-ID", "call-1").header("CSeq", "1 " + method);
    }

    /** Sets a header; called again it replaces, with several values it lists them. */
    public FakeRequest header(String name, String... values) {
        headers.put(name, new ArrayList<>(List.of(values)));
        return this;
    }

    public FakeRequest authenticated(String user) {
        remoteUser = user;
        return this;
    }

    public FakeRequest from(String address) {
        remoteAddress = address;
        return this;
    }

    public FakeRequest subsequent() {
        initial = false;
        return this;
    }

    /** The request as a servlet sees it. */
    public SipServletRequest asRequest() {
        return Fakes.of(SipServletRequest.class, this);
    }

    /** What was sent; null while nothing was. */
    public FakeResponse sent() {
        return sent;
    }

    public FakeProxy proxy() {
        return proxy;
    }

    public String getMethod() {
        return method;
    }

    public URI getRequestURI() {
        return FakeUri.parse(requestUri);
    }

    public Address getTo() throws ServletParseException {
        return FakeAddress.parse(getHeader("To"));
    }

    public Address getFrom() throws ServletParseException {
        return FakeAddress.parse(getHeader("From"));
    }

    public String getCallId() {
        return getHeader("Call-ID");
    }

    public String getHeader(String name) {
        return headers.containsKey(name) ? headers.get(name).get(0) : null;
    }

    public void setHeader(String name, String value) {
        header(name, value);
    }

    public ListIterator<String> getHeaders(String name) {
        return headers.getOrDefault(name, List.of()).listIterator();
    }

    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        List<Address> addresses = new ArrayList<>();
        for (String value : headers.getOrDefault(name, List.of())) {
            addresses.add(FakeAddress.parse(value));
        }
        return addresses.listIterator();
    }

    public int getMaxForwards() {
        String hops = getHeader("Max-Forwards");
        return hops == null ? -1 : Integer.parseInt(hops);
    }

    public String getRemoteUser() {
        return remoteUser;
    }

    public String getRemoteAddr() {
        return remoteAddress;
    }

    public String getInitialRemoteAddr() {
        return remoteAddress;
    }

    public int getRemotePort() {
        return 5070;
    }

    public String getTransport() {
        return "UDP";
    }

    public boolean isInitial() {
        return initial;
    }

    public boolean isCommitted() {
        return sent != null;
    }

    public SipServletResponse createResponse(int status) {
        return new FakeResponse(this, status, "").asResponse();
    }

    public SipServletResponse createResponse(int status, String reason) {
        return new FakeResponse(this, status, reason).asResponse();
    }

    public Proxy getProxy() {
        return proxy.asProxy();
    }

    public SipSession getSession() {
        return getSession(true);
    }

    public SipSession getSession(boolean create) {
        return Fakes.of(SipSession.class, new Session(sessionAttributes));
    }

    /** A session's attributes. */
    public record Session(Map<String, Object> attributes) {

        public Object getAttribute(String name) {
            return attributes.get(name);
        }

        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }
}
