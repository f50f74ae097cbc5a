package io.bellhop.tomcat;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/** Why the SIP side of a context did not start; whoever started the context asks it, since Tomcat only logs. */
final class StartFailure implements LifecycleListener {
    private volatile String reason;

    /** That of a context, or null if nobody asks. */
    static StartFailure of(Context context) {
        for (LifecycleListener each : context.findLifecycleListeners()) {
            if (each instanceof StartFailure failure) {
                return failure;
            }
        }
        return null;
    }

    String reason() {
        return reason;
    }

    void reason(String line) {
        reason = line;
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        // It is found among the listeners of its context; their events tell it nothing.
    }
}
