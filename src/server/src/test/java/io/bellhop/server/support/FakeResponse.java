package io.bellhop.server.support;

import jakarta.servlet.sip.SipServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response that remembers its headers. */
public final class FakeResponse {

    private final FakeRequest request;
    private final int status;
    private final String reason;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    FakeResponse(FakeRequest request, int status, String reason) {
        this.request = request;
        this.status = status;
        this.reason = reason;
    }

    SipServletResponse asResponse() {
        return Fakes.of(SipServletResponse.class, this);
    }

    public int getStatus() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public void setHeader(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
    }

    public void addHeader(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    public void send() {
        if (request.sent != null) {
            throw new IllegalStateException("answered twice");
        }
        request.sent = this;
    }

    @Override
    public String toString() {
        return status + " " + reason + " " + headers;
    }
}
