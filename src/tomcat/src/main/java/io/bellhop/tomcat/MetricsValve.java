package io.bellhop.tomcat;

import io.bellhop.container.ContainerFigures;
import io.bellhop.container.SipContainer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.ToDoubleFunction;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Server;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Answers {@code GET /metrics} in the Prometheus text format: what lives in the SIP container, messages, and the JVM.
 *
 * <pre>{@code
 * <Valve className="io.bellhop.tomcat.MetricsValve" path="/metrics" remote="loopback"/>
 * }</pre>
 *
 * It stands in an Engine or a Host, on the HTTP connectors there are.
 */
public class MetricsValve extends ValveBase {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private String path = "/metrics";
    private String remote = "loopback";
    private PrometheusMeterRegistry registry;

    public MetricsValve() {
        super(true);
    }

    public String getPath() {
        return path;
    }

    /** The path that is answered, default {@code /metrics}. */
    public void setPath(String path) {
        this.path = path;
    }

    public String getRemote() {
        return remote;
    }

    /** Who may ask: {@code loopback} (the default; others get 403) or {@code any}. */
    public void setRemote(String remote) {
        if (!remote.equals("loopback") && !remote.equals("any")) {
            throw new IllegalArgumentException("remote=\"" + remote + "\": loopback or any was expected");
        }
        this.remote = remote;
    }

    @Override
    protected void startInternal() throws LifecycleException {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        SipServer sip = sipServer();
        if (sip != null) {
            bind(sip);
        }
        super.startInternal();
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        super.stopInternal();
        registry.close();
    }

    private SipServer sipServer() {
        Container at = getContainer();
        while (at != null && !(at instanceof Engine)) {
            at = at.getParent();
        }
        Server server = at == null ? null : ((Engine) at).getService().getServer();
        return server == null ? null : SipServer.of(server);
    }

    private void bind(SipServer sip) {
        gauge(sip, "bellhop.transactions", "SIP transactions that live", ContainerFigures::transactions);
        gauge(sip, "bellhop.timers", "Timers that run", ContainerFigures::timers);
        gauge(sip, "bellhop.sip.sessions", "SIP sessions that live", ContainerFigures::sipSessions);
        gauge(sip, "bellhop.application.sessions", "Application sessions that live",
                ContainerFigures::applicationSessions);
        Gauge.builder("bellhop.applications", sip, each -> each.applications().size())
                .description("SIP applications that run").register(registry);
        counter(sip, "bellhop.messages.received", "SIP messages that were read", MessageFigures::received);
        counter(sip, "bellhop.messages.sent", "SIP messages that were written", MessageFigures::sent);
        counter(sip, "bellhop.messages.dropped", "What was read and is no SIP message, or could not be written",
                MessageFigures::dropped);
    }

    private void gauge(SipServer sip, String name, String description, ToDoubleFunction<ContainerFigures> figure) {
        Gauge.builder(name, sip, each -> {
            SipContainer container = each.containerIfMade();
            return container == null ? 0 : figure.applyAsDouble(container.figures());
        }).description(description).register(registry);
    }

    private void counter(SipServer sip, String name, String description, ToDoubleFunction<MessageFigures> figure) {
        FunctionCounter.builder(name, sip, each -> figure.applyAsDouble(each.messages()))
                .description(description).register(registry);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!path.equals(request.getRequestURI())) {
            getNext().invoke(request, response);
            return;
        }
        if (remote.equals("loopback") && !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType(TEXT);
        response.getWriter().write(registry.scrape());
    }
}
