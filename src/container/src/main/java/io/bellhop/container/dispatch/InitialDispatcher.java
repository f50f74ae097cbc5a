package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.RoutingState;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Initial requests: which application, which servlet, whether the sender may (JSR 289 15.4, 16, 17). */
final class InitialDispatcher {
    private static final Logger LOG = Logger.getLogger(InitialDispatcher.class.getPackageName());

    private final LoopRuntime runtime;

    InitialDispatcher(LoopRuntime runtime) {
        this.runtime = runtime;
    }

    void dispatch(SipRequest request, ServerTransaction transaction, Slice popped) {
        if (request.sipUri() == null && isSip(request.requestUri())) {
            RequestDispatcher.reject(request, transaction, 400, "Bad Request-URI");
            return;
        }
        SipServletRequestImpl shown = SipServletRequestImpl.received(request, runtime, transaction.flow(), transaction,
                true, popped);
        SipApplicationRouterInfo info;
        try {
            info = runtime.scope().router().getNextApplication(shown, SipApplicationRoutingRegion.NEUTRAL_REGION,
                    SipApplicationRoutingDirective.NEW, null, null);
        } catch (RuntimeException e) {
            // JSR 289 15.4.1: an application router that fails: 500.
            LOG.log(Level.WARNING, e, () -> "the application router failed for " + shown.getMethod());
            RequestDispatcher.reject(request, transaction, 500, "Application router failed");
            return;
        }
        ApplicationRuntime application = info == null || info.getNextApplicationName() == null ? null
                : runtime.scope().applications().get(info.getNextApplicationName());
        if (application == null || application.ended()) {
            RequestDispatcher.reject(request, transaction, 404, "No application for this request");
            return;
        }
        shown.routing(new RoutingState(region(info), info.getSubscriberURI(), SipApplicationRoutingDirective.NEW,
                info.getStateInfo()));
        to(application, shown, transaction, popped);
    }

    private static SipApplicationRoutingRegion region(SipApplicationRouterInfo info) {
        return info.getRoutingRegion() == null ? SipApplicationRoutingRegion.NEUTRAL_REGION : info.getRoutingRegion();
    }

    private static boolean isSip(Slice uri) {
        return uri.length() > 3 && uri.sub(0, 3).equalsIgnoreCase("sip")
                && (uri.at(3) == ':' || (uri.at(3) | 0x20) == 's');
    }

    private void to(ApplicationRuntime application, SipServletRequestImpl first, ServerTransaction transaction,
            Slice popped) {
        SipServletRequestImpl request = first;
        if (application.blocking()) {
            if (runtime.scope().workers().isFull()) {
                RequestDispatcher.reject(first.sip(), transaction, 503, null);
                return;
            }
            // A worker gets a copy: the transaction goes on reading its own.
            request = SipServletRequestImpl.received(first.sip().copy(), runtime, transaction.flow(), transaction, true,
                    popped);
            request.routing(first.routing());
        }
        ServletHolder servlet = select(application, request);
        if (servlet == null) {
            RequestDispatcher.reject(first.sip(), transaction, 404, "No servlet for this request");
            return;
        }
        request.dispatched(application, servlet);
        transaction.user(request);
        Admission.admit(runtime, request);
    }

    private static ServletHolder select(ApplicationRuntime application, SipServletRequestImpl request) {
        ServletHolder main = application.main();
        if (main != null) {
            return main;
        }
        String name = application.descriptor().selection().select(new MappingView(request));
        return name == null ? null : application.servlet(name);
    }
}
