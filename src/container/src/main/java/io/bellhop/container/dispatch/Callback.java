package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.TooManyHopsException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One call into an application, then what follows it on the loop. For an application that may block it travels: to a
 * worker, which calls, and back to the loop, where it is done.
 */
abstract class Callback implements Runnable {
    private static final Logger LOG = Logger.getLogger(Callback.class.getPackageName());

    private final CallbackRunner runner;
    private final ApplicationRuntime application;
    private boolean called;
    private Throwable failure;
    /** The next one in the queue of the application session. */
    Callback next;

    Callback(CallbackRunner runner, ApplicationRuntime application) {
        this.runner = runner;
        this.application = application;
    }

    final ApplicationRuntime application() {
        return application;
    }

    /** Whose callbacks it must not overlap; may be null for an application that does not block. */
    abstract SipApplicationSessionImpl session();

    /** On the application's thread. */
    abstract void call() throws Exception;

    /** On the loop, after it. @param thrown what the application has thrown; logged already */
    abstract void done(Throwable thrown);

    @Override
    public final void run() {
        if (!called) {
            called = true;
            failure = invoke();
            runner.backToLoop(this);
        } else {
            runner.finished(this);
        }
    }

    final void finish() {
        done(failure);
    }

    /** Calls with the application's class loader in place (JSR 289 3.6.2). An application may throw anything. */
    final Throwable invoke() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.loader());
        try {
            call();
            return null;
        } catch (Throwable e) {
            // Whoever sends Max-Forwards: 0 shall not fill the log.
            Level level = e instanceof TooManyHopsException || e.getCause() instanceof TooManyHopsException ? Level.FINE : Level.WARNING;
            LOG.log(level, e, () -> application.name() + ": " + this + " failed");
            return e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
