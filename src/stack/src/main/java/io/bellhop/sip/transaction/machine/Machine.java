package io.bellhop.sip.transaction.machine;

import java.util.Arrays;

/**
 * A state machine of RFC 3261 17 as a table: (state, event) gives the next state and the effects. It holds no state
 * itself, sends nothing, knows no time; any thread may use it. What its table does not name leaves the state as it is
 * and has no effects.
 */
public abstract class Machine {
    private static final int STATE_SHIFT = 56;
    private static final long EFFECTS = (1L << STATE_SHIFT) - 1;

    private final State initial;
    private final long[] steps = new long[State.ALL.length * Event.COUNT];

    Machine(State initial) {
        this.initial = initial;
        for (State state : State.ALL) {
            int row = state.ordinal() * Event.COUNT;
            Arrays.fill(steps, row, row + Event.COUNT, step(state, Effects.NONE));
        }
    }

    final void row(State from, Event event, State to, long effects) {
        steps[from.ordinal() * Event.COUNT + event.ordinal()] = step(to, effects);
    }

    private static long step(State to, long effects) {
        return (long) to.ordinal() << STATE_SHIFT | effects;
    }

    /** The state in which a transaction begins. */
    public final State initial() {
        return initial;
    }

    /** What happens: to be taken apart with {@link #next} and {@link #effects}. */
    public final long step(State state, Event event) {
        return steps[state.ordinal() * Event.COUNT + event.ordinal()];
    }

    /** The state after that step. */
    public static State next(long step) {
        return State.ALL[(int) (step >>> STATE_SHIFT)];
    }

    /** The {@link Effects} of that step. */
    public static long effects(long step) {
        return step & EFFECTS;
    }
}
