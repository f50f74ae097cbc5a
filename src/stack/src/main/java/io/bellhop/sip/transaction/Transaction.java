package io.bellhop.sip.transaction;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transaction.machine.State;

/**
 * What the four transactions share: the state, and one loop timer for the two clocks that a transaction may have at a
 * time (send again, and give up or end). Thousands of them linger, so that it has few fields. Owner loop only.
 */
abstract class Transaction extends LoopTimer {
    final Transactions layer;
    private State state;
    /** When the state's last timer is due, ms, and which one it is; null where the state has no end of its own. */
    private long deadline;
    private Event end;
    /** The interval to the next retransmission and its timer; null where there is none. */
    private int interval;
    private Event again;

    Transaction(Transactions layer, State initial) {
        this.layer = layer;
        this.state = initial;
    }

    abstract Machine machine();

    /** Carries out what the machine said: timers, then the network, then the user. */
    abstract void carryOut(long effects, SipMessage message);

    /** Drops what the state that was reached does not need. */
    abstract void settle();

    /** The transaction is over: forgets it and tells its user. */
    abstract void ended();

    final State state() {
        return state;
    }

    /** @param message the message that the event is about, or null */
    final void on(Event event, SipMessage message) {
        assert layer.loop().inLoop();
        long step = machine().step(state, event);
        boolean ends = Machine.next(step) == State.TERMINATED && state != State.TERMINATED;
        become(Machine.next(step));
        if (ends) {
            disarm();
        }
        try {
            carryOut(Machine.effects(step), message);
        } finally {
            settle();
            if (ends) {
                ended();
            }
        }
    }

    /** The one place where the state changes. */
    final void become(State next) {
        state = next;
    }

    // ---- timers

    /** Starts the timer that ends the state; retransmissions stop. */
    final void arm(Event timer, long delay) {
        end = timer;
        deadline = layer.loop().now() + delay;
        again = null;
        schedule();
    }

    /** Starts the timer of a retransmission beside the one that ends the state. */
    final void repeat(Event timer, long delay) {
        again = timer;
        interval = (int) delay;
        schedule();
    }

    /** Starts the timer of the retransmission anew, after twice as long. */
    final void backOff(Event timer, long longest) {
        repeat(timer, Math.min(2L * interval, longest));
    }

    final void disarm() {
        end = null;
        again = null;
        layer.loop().stop(this);
    }

    private void schedule() {
        long remaining = deadline - layer.loop().now();
        layer.loop().start(this, Math.max(0, again == null ? remaining : Math.min(interval, remaining)));
    }

    @Override
    protected final void expired() {
        if (layer.loop().now() >= deadline) {
            Event timer = end;
            disarm();
            fired(timer);
            return;
        }
        Event timer = again;
        again = null;
        fired(timer);
        if (end != null && !isRunning()) {
            schedule();
        }
    }

    void fired(Event timer) {
        on(timer, null);
    }
}
