package io.bellhop.container.dispatch;

import io.bellhop.container.session.ServletTimerImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.TimerListener;

/** TimerListener.timeout (JSR 289 7.2). */
final class TimerCallback extends Callback {
    private final ServletTimerImpl timer;

    TimerCallback(CallbackRunner runner, ServletTimerImpl timer) {
        super(runner, timer.session().application());
        this.timer = timer;
    }

    @Override
    SipApplicationSessionImpl session() {
        return timer.session();
    }

    @Override
    void call() {
        if (timer.isCancelled() || !timer.session().isValid()) {
            return;
        }
        for (TimerListener listener : application().listeners().timer()) {
            listener.timeout(timer);
        }
    }

    @Override
    void done(Throwable thrown) {
        timer.told();
    }

    @Override
    public String toString() {
        return "timer " + timer.getId();
    }
}
