package io.bellhop.container.runtime;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet that does what the test tells it and remembers what it was shown. */
public class TestServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    /** What a test does with a request or a response. */
    interface Action<T> {
        void on(T message) throws Exception;
    }

    /** Its application's, where {@link Testbed#deploy} deployed it. */
    transient SipFactory factory;
    final transient List<String> log = Collections.synchronizedList(new ArrayList<>());
    final transient List<SipServletRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final transient List<SipServletResponse> responses = Collections.synchronizedList(new ArrayList<>());
    private final transient Map<String, Action<SipServletRequest>> actions = new HashMap<>();
    private transient Action<SipServletResponse> onResponse = response -> { };

    TestServlet on(String method, Action<SipServletRequest> action) {
        actions.put(method, action);
        return this;
    }

    TestServlet onResponse(Action<SipServletResponse> action) {
        onResponse = action;
        return this;
    }

    /** It was shown that; for those who look at several servlets. */
    void shown(String what) {}

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        log.add(request.getMethod());
        shown(request.getMethod());
        requests.add(request);
        run(actions.getOrDefault(request.getMethod(), any -> { }), request);
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        log.add(response.getStatus() + " " + response.getMethod());
        shown(response.getStatus() + " " + response.getMethod());
        responses.add(response);
        run(onResponse, response);
    }

    @Override
    protected void doBranchResponse(SipServletResponse response) {
        log.add("branch " + response.getStatus());
    }

    private static <T> void run(Action<T> action, T message) throws ServletException, IOException {
        try {
            action.on(message);
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
