package io.bellhop.container.message;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;
import java.io.BufferedReader;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** What a SIP request inherits from {@link ServletRequest} without a meaning of its own, or with a small one. */
abstract class ServletRequestParts extends SipServletMessageImpl implements SipServletRequest {
    ServletRequestParts(SipMessage message, MessageActions actions, Flow flow) {
        super(message, actions, flow);
    }

    /** The URI whose parameters are the request's: the popped route's where there is one (JSR 289 10.2.5.1). */
    abstract URI parameters();

    @Override
    public String getParameter(String name) {
        URI uri = parameters();
        return uri == null ? null : uri.getParameter(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        String value = getParameter(name);
        return value == null ? null : new String[] {value};
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> map = new HashMap<>();
        URI uri = parameters();
        if (uri != null) {
            for (Iterator<String> names = uri.getParameterNames(); names.hasNext(); ) {
                String name = names.next();
                map.put(name, new String[] {uri.getParameter(name)});
            }
        }
        return map;
    }

    @Override
    public void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        encoding(name);
    }

    @Override
    public long getContentLengthLong() {
        return getContentLength();
    }

    @Override
    public String getScheme() {
        return getRequestURI().getScheme();
    }

    @Override
    public String getServerName() {
        return getLocalName();
    }

    @Override
    public int getServerPort() {
        return getLocalPort();
    }

    @Override
    public String getLocalName() {
        return getLocalAddr();
    }

    @Override
    public String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    public Locale getLocale() {
        return getAcceptLanguage();
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(Languages.accepted(sip()));
    }

    /** Always null: see {@link SipServletRequest#getInputStream()}. */
    @Override
    public ServletInputStream getInputStream() {
        return null;
    }

    /** Always null: see {@link SipServletRequest#getReader()}. */
    @Override
    public BufferedReader getReader() {
        return null;
    }

    /** Null: SIP has no paths; named dispatchers come from the servlet context. */
    @Override
    public RequestDispatcher getRequestDispatcher(String path) {
        return null;
    }

    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException("SIP requests are asynchronous by themselves");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext getAsyncContext() {
        throw new IllegalStateException("not in asynchronous mode");
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getRequestId() {
        return getCallId() + ' ' + sip().cseq();
    }

    @Override
    public String getProtocolRequestId() {
        return getCallId();
    }

    @Override
    public ServletConnection getServletConnection() {
        return new FlowConnection(flow());
    }
}
