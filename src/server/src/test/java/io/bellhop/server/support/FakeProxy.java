package io.bellhop.server.support;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;

/** A proxy that remembers what it was told, and to which targets it was sent, call by call. */
public final class FakeProxy {

    private final FakeRequest request;
    private final List<List<String>> forwarded = new ArrayList<>();
    private boolean parallel;
    private boolean recordRoute;
    private boolean recurse = true;
    private boolean supervised = true;
    private int timeout;

    FakeProxy(FakeRequest request) {
        this.request = request;
    }

    Proxy asProxy() {
        return Fakes.of(Proxy.class, this);
    }

    public List<List<String>> forwarded() {
        return forwarded;
    }

    public boolean parallel() {
        return parallel;
    }

    public boolean recordRoute() {
        return recordRoute;
    }

    public boolean recurse() {
        return recurse;
    }

    public boolean supervised() {
        return supervised;
    }

    public int timeout() {
        return timeout;
    }

    /** A final response as the best one of what was forwarded last. */
    public SipServletResponse refusal(int status) {
        return Fakes.of(SipServletResponse.class, new Refusal(this, status));
    }

    public void setParallel(boolean on) {
        parallel = on;
    }

    public void setRecordRoute(boolean on) {
        recordRoute = on;
    }

    public void setRecurse(boolean on) {
        recurse = on;
    }

    public void setSupervised(boolean on) {
        supervised = on;
    }

    public void setProxyTimeout(int seconds) {
        timeout = seconds;
    }

    public SipServletRequest getOriginalRequest() {
        return request.asRequest();
    }

    public void proxyTo(URI uri) {
        forwarded.add(List.of(uri.toString()));
    }

    public void proxyTo(List<? extends URI> uris) {
        forwarded.add(uris.stream().map(Object::toString).toList());
    }

    /** A refusal. */
    public record Refusal(FakeProxy proxy, int status) {

        public int getStatus() {
            return status;
        }

        public Proxy getProxy() {
            return proxy.asProxy();
        }
    }
}
