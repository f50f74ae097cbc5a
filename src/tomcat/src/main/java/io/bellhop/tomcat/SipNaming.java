package io.bellhop.tomcat;

import io.bellhop.container.ApplicationServices;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardContext;
import org.apache.naming.ContextAccessController;

/**
 * The names of a context's SIP services below {@code java:comp/env} (JSR 289 18.2.6). The thread that starts the
 * context calls.
 */
final class SipNaming {
    private final StandardContext context;
    private final ApplicationServices services;

    SipNaming(StandardContext context, ApplicationServices services) {
        this.context = context;
        this.services = services;
    }

    /** Whether the context has names at all; a Tomcat inside another program may do without. */
    boolean isOn() {
        return environment() != null;
    }

    private Context environment() {
        NamingContextListener listener = context.getNamingContextListener();
        return context.isUseNaming() && listener != null ? listener.getEnvContext() : null;
    }

    /** Binds all three under the application's name, dots and all. */
    void bindAll(String application) throws NamingException {
        for (Class<?> each : new Class<?>[] {SipFactory.class, TimerService.class, SipSessionsUtil.class}) {
            bind("sip/" + application + "/" + each.getSimpleName(), service(each));
        }
    }

    /** What is injected where a field is of that type, or null if it is none of ours. */
    Object service(Class<?> type) {
        if (type == SipFactory.class) {
            return services.factory();
        }
        if (type == TimerService.class) {
            return services.timers();
        }
        return type == SipSessionsUtil.class ? services.sessions() : null;
    }

    /** Binds a name below java:comp/env, in place of what was there; nothing happens where naming is off. */
    void bind(String name, Object service) throws NamingException {
        Context environment = environment();
        if (environment == null) {
            return;
        }
        String owner = context.getNamingContextListener().getName();
        ContextAccessController.setWritable(owner, context.getNamingToken());
        try {
            Name parsed = environment.getNameParser("").parse(name);
            Context parent = environment;
            for (int i = 0; i < parsed.size() - 1; i++) {
                parent = child(parent, parsed.get(i));
            }
            parent.rebind(parsed.get(parsed.size() - 1), service);
        } finally {
            ContextAccessController.setReadOnly(owner);
        }
    }

    private static Context child(Context parent, String name) throws NamingException {
        var bindings = parent.list("");
        while (bindings.hasMore()) {
            if (bindings.next().getName().equals(name)) {
                return (Context) parent.lookup(name);
            }
        }
        return parent.createSubcontext(name);
    }
}
