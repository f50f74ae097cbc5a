package io.bellhop.simulation;

import io.bellhop.sip.Stack;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.transaction.Owners;
import io.bellhop.sip.transaction.TimerValues;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A host of the simulation: an address, loops, a network, and the stack on them. */
public final class SimulatedHost {
    private final InetAddress address;
    private final List<VirtualLoop> loops = new ArrayList<>();
    private final SimulatedNetwork network;
    private final LiteralLocator locator = new LiteralLocator();
    private final Stack stack;

    SimulatedHost(Simulation simulation, String address, int loopCount) {
        this.address = literal(address);
        for (int i = 0; i < loopCount; i++) {
            loops.add(simulation.loop(i));
        }
        Owners owners = new Owners(loops);
        network = new SimulatedNetwork(simulation, owners);
        stack = Stack.builder()
                .loops(loops)
                .owners(owners)
                .network(network)
                .locator(locator)
                .timers(TimerValues.RFC3261)
                .random(new SplittableRandom(simulation.random().nextLong()))
                .build();
    }

    /** @param text an IPv4 or IPv6 address; a name is never looked up */
    static InetAddress literal(String text) {
        if (!text.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(text, impossible);
        }
    }

    /** Listens at a port of this host's address. */
    public ListeningPoint listen(Transport transport, int port) {
        return network.listen(transport, address, port);
    }

    /** From now on messages reach this core, the same one for all loops. */
    public SimulatedHost start(TransactionUser core) {
        return start(loop -> core);
    }

    /** From now on messages reach these cores. */
    public SimulatedHost start(Function<SipLoop, TransactionUser> cores) {
        stack.start(cores);
        return this;
    }

    public InetAddress address() {
        return address;
    }

    public VirtualLoop loop(int index) {
        return loops.get(index);
    }

    public SimulatedNetwork network() {
        return network;
    }

    /** Where names can be made known. */
    public LiteralLocator locator() {
        return locator;
    }

    public Stack stack() {
        return stack;
    }
}
