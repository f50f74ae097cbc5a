package io.bellhop.container.message;

import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** A response, received or ours (JSR 289, SipServletResponse). */
public final class SipServletResponseImpl extends SipServletMessageImpl implements SipServletResponse {
    private final SipResponse response;
    private final SipServletRequestImpl request;
    private final SipSessionImpl session;
    private final ProxyControl proxy;
    private final ProxyBranch branch;
    private final boolean branchResponse;
    private volatile boolean committed;
    private boolean acknowledged;

    private SipServletResponseImpl(SipResponse response, MessageActions actions, Flow flow,
            SipServletRequestImpl request, SipSessionImpl session, ProxyControl proxy, ProxyBranch branch,
            boolean branchResponse) {
        super(response, actions, flow);
        this.response = response;
        this.request = request;
        this.session = session;
        this.proxy = proxy;
        this.branch = branch;
        this.branchResponse = branchResponse;
    }

    /** A response that the application makes for a request received. */
    static SipServletResponseImpl ours(SipResponse response, SipServletRequestImpl request) {
        return new SipServletResponseImpl(response, request.actions(), null, request, request.sessionOrNull(),
                request.proxyControl(), null, false);
    }

    /** A further success response to a request answered before, in a session of its own (JSR 289, B2buaHelper). */
    public static SipServletResponseImpl further(SipResponse response, SipServletRequestImpl request,
            SipSessionImpl session) {
        return new SipServletResponseImpl(response, request.actions(), null, request, session, null, null, false);
    }

    /** Whether it is a further success response to a request that has its final response. */
    public boolean isFurther() {
        return isOurs() && session != null && session != request.sessionOrNull();
    }

    /** A response received for a request of ours, as a user agent client. */
    public static SipServletResponseImpl received(SipResponse response, Flow flow, SipServletRequestImpl request,
            SipSessionImpl session) {
        SipServletResponseImpl made =
                new SipServletResponseImpl(response, request.actions(), flow, request, session, null, null, false);
        made.committed = request.method() != StandardMethod.INVITE || response.status() / 100 != 2;
        return made;
    }

    /**
     * A response received on a branch of a proxy, or the best one that the proxy has chosen.
     *
     * @param flow along which it came, or where the proxy made it (408), the request
     * @param request the request received, or null once it is answered (a further 2xx)
     * @param branch the branch, whose getRequest is what getRequest here returns; null for none
     * @param branchResponse whether it is an intermediate final response (doBranchResponse)
     */
    public static SipServletResponseImpl proxied(SipResponse response, Flow flow, SipServletRequestImpl request,
            SipSessionImpl session, MessageActions actions, ProxyControl proxy, ProxyBranch branch,
            boolean branchResponse) {
        return new SipServletResponseImpl(response, actions, flow, request, session, proxy, branch, branchResponse);
    }

    // ---- for the layers around

    @Override
    public SipResponse sip() {
        return response;
    }

    /** The request: the one received where it is a proxy's. */
    public SipServletRequestImpl request() {
        return request;
    }

    /** It has been sent or forwarded: nothing of it may be changed. Any thread. */
    public void commit() {
        committed = true;
    }

    /** The ACK for it has been made. */
    public void acknowledged() {
        acknowledged = true;
        committed = true;
    }

    @Override
    public SipSessionImpl sessionOrNull() {
        return session;
    }

    @Override
    public SipSessionImpl session() {
        return session != null ? session : request.session();
    }

    // ---- what it is

    @Override
    public String getMethod() {
        Method method = response.cseqMethod();
        return method == null ? null : method.name();
    }

    @Override
    public int getStatus() {
        return response.status();
    }

    @Override
    public String getReasonPhrase() {
        return response.reason();
    }

    @Override
    public void setStatus(int status) {
        setStatus(status, null);
    }

    @Override
    public void setStatus(int status, String reason) {
        checkOpen();
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status);
        }
        response.status(status, reason == null ? SipResponse.reasonOf(status) : reason);
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public SipServletRequest getRequest() {
        return branch != null ? branch.getRequest() : request;
    }

    @Override
    public Proxy getProxy() {
        return proxy;
    }

    @Override
    public ProxyBranch getProxyBranch() {
        return branch;
    }

    @Override
    public boolean isBranchResponse() {
        return branchResponse;
    }

    @Override
    public Iterator<String> getChallengeRealms() {
        List<String> realms = new ArrayList<>(1);
        for (StandardHeader name : List.of(StandardHeader.WWW_AUTHENTICATE, StandardHeader.PROXY_AUTHENTICATE)) {
            for (String challenge : response.all(name)) {
                String realm = realm(challenge);
                if (realm != null) {
                    realms.add(realm);
                }
            }
        }
        return realms.iterator();
    }

    private static String realm(String challenge) {
        int at = challenge.toLowerCase(Locale.ROOT).indexOf("realm");
        int open = at < 0 ? -1 : challenge.indexOf('"', at);
        int close = open < 0 ? -1 : challenge.indexOf('"', open + 1);
        return close < 0 ? null : challenge.substring(open + 1, close);
    }

    // ---- sending

    @Override
    public void send() {
        if (!isOurs()) {
            throw new IllegalStateException("a response received is not sent");
        }
        checkOpen();
        if (request.finalSent() && !isFurther()) {
            throw new IllegalStateException("a final response was sent already");
        }
        committed = true;
        if (response.status() >= 200) {
            request.commit();
        }
        if (actions().owner().loop().inLoop()) {
            actions().respond(this);
        } else {
            actions().owner().loop().execute(() -> actions().respond(this));
        }
    }

    /**
     * One such response of an INVITE is on its way at a time (RFC 3262 3): a further one is sent when the PRACK for the
     * one before it has come, and so is a 2xx where a session description is still to be acknowledged.
     */
    @Override
    public void sendReliably() throws Rel100Exception {
        if (!isOurs()) {
            throw new IllegalStateException("a response received is not sent");
        }
        Reliability.checkSendable(this);
        checkOpen();
        if (request.finalSent()) {
            throw new IllegalStateException("a final response was sent already");
        }
        committed = true;
        Reliability.mark(response);
        actions().owner().run(() -> actions().respondReliably(this));
    }

    @Override
    public SipServletRequest createAck() {
        if (isOurs() || proxy != null || request.method() != StandardMethod.INVITE || response.status() / 100 != 2
                || acknowledged) {
            throw new IllegalStateException("an ACK is made once, for a 2xx to an INVITE of ours");
        }
        if (!session.isValid()) {
            throw new IllegalStateException("the session of the response has ended");
        }
        SipServletRequest ack = actions().owner().loop().inLoop() ? actions().createAck(this)
                : actions().owner().call(() -> actions().createAck(this));
        acknowledged();
        return ack;
    }

    @Override
    public SipServletRequest createPrack() throws Rel100Exception {
        if (isOurs() || proxy != null) {
            throw new IllegalStateException("only who sent the INVITE acknowledges its provisional responses");
        }
        Reliability.checkAcknowledgeable(this);
        if (acknowledged) {
            throw new IllegalStateException("a PRACK was made already");
        }
        SipServletRequest prack = actions().owner().call(() -> actions().createPrack(this));
        acknowledged = true;
        return prack;
    }

    // ---- what is inherited from ServletResponse

    @Override
    public void setCharacterEncoding(String name) {
        try {
            encoding(name);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalArgumentException("unknown encoding " + name, e);
        }
    }

    /** Always null: see {@link SipServletResponse#getOutputStream()}. */
    @Override
    public ServletOutputStream getOutputStream() {
        return null;
    }

    /** Always null: see {@link SipServletResponse#getWriter()}. */
    @Override
    public PrintWriter getWriter() {
        return null;
    }

    @Override
    public void setContentLengthLong(long length) {
        setContentLength(Math.toIntExact(length));
    }

    @Override
    public void setBufferSize(int size) {
        // a body is never buffered in a stream
    }

    @Override
    public int getBufferSize() {
        return 0;
    }

    @Override
    public void flushBuffer() {
        // as above
    }

    @Override
    public void resetBuffer() {
        // as above
    }

    @Override
    public void reset() {
        checkOpen();
    }

    @Override
    public void setLocale(Locale locale) {
        setContentLanguage(locale);
    }

    @Override
    public Locale getLocale() {
        return getContentLanguage();
    }

    @Override
    public String toString() {
        return response.toString();
    }
}
