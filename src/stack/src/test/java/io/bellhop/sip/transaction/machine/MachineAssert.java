package io.bellhop.sip.transaction.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;

/** Reads a machine as the RFC's figures are read: in that state, on that event, go there and do that. */
final class MachineAssert {
    private final Machine machine;

    private MachineAssert(Machine machine) {
        this.machine = machine;
    }

    static MachineAssert assertMachine(Machine machine) {
        return new MachineAssert(machine);
    }

    MachineAssert goes(State from, Event on, State to, long effects) {
        long step = machine.step(from, on);
        assertThat(Machine.next(step)).as("state after %s in %s", on, from).isEqualTo(to);
        assertThat(Long.toBinaryString(Machine.effects(step)))
                .as("effects of %s in %s", on, from)
                .isEqualTo(Long.toBinaryString(effects));
        return this;
    }

    /** In that state nothing but those events means anything. */
    MachineAssert knowsOnly(State state, Event first, Event... others) {
        Set<Event> known = EnumSet.of(first, others);
        for (Event event : Event.values()) {
            long step = machine.step(state, event);
            boolean ignored = Machine.next(step) == state && Machine.effects(step) == Effects.NONE;
            assertThat(ignored).as("%s ignored in %s", event, state).isEqualTo(!known.contains(event));
        }
        return this;
    }

    /** In that state nothing means anything. */
    MachineAssert ignoresAllIn(State state) {
        for (Event event : Event.values()) {
            goes(state, event, state, Effects.NONE);
        }
        return this;
    }
}
