package io.bellhop.sip;

import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transaction.Figure;
import io.bellhop.sip.transaction.Figures;
import io.bellhop.sip.transaction.Owners;
import io.bellhop.sip.transaction.TimerValues;
import io.bellhop.sip.transaction.TransactionLayer;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transaction.Transactions;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.MessageListener;
import io.bellhop.sip.transport.Network;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Loops, a network, and the transactions of each loop, put together. */
public final class Stack implements SipStack, MessageListener {
    private final SipLoop[] loops;
    private final Owners owners;
    private final Transactions[] transactions;
    private final Network network;

    private Stack(Builder builder) {
        loops = builder.loops.toArray(new SipLoop[0]);
        owners = builder.owners == null ? new Owners(builder.loops) : builder.owners;
        network = Objects.requireNonNull(builder.network, "network");
        Objects.requireNonNull(builder.locator, "locator");
        RandomGenerator random = builder.random == null ? new SecureRandom() : builder.random;
        transactions = new Transactions[loops.length];
        for (int i = 0; i < loops.length; i++) {
            transactions[i] =
                    new Transactions(loops[i], network, builder.locator, builder.timers, new Figures(), random);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void start(Function<SipLoop, TransactionUser> cores) {
        for (int i = 0; i < loops.length; i++) {
            transactions[i].user(cores.apply(loops[i]));
        }
        network.listener(this);
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        transactions[loops.length == 1 ? 0 : owners.ownerOf(message).index()].received(message, flow);
    }

    @Override
    public int loops() {
        return loops.length;
    }

    @Override
    public SipLoop loop(int index) {
        return loops[index];
    }

    @Override
    public SipLoop owner(int callIdHash) {
        return owners.owner(callIdHash);
    }

    @Override
    public TransactionLayer transactions(SipLoop loop) {
        return transactions[loop.index()];
    }

    @Override
    public Network network() {
        return network;
    }

    /** A figure, summed over the loops. Any thread. */
    public long figure(Figure figure) {
        long sum = 0;
        for (Transactions one : transactions) {
            sum += one.figures().get(figure);
        }
        return sum;
    }

    /** How many transactions live on all loops. Any thread. */
    public int live() {
        int sum = 0;
        for (Transactions one : transactions) {
            sum += one.live();
        }
        return sum;
    }

    /** How many timers run on all loops, those of the sessions too. Any thread. */
    public int timers() {
        int sum = 0;
        for (SipLoop loop : loops) {
            sum += loop.timers();
        }
        return sum;
    }

    /** What a stack is made of. Loops, network and locator must be given. */
    public static final class Builder {
        private List<? extends SipLoop> loops = List.of();
        private Owners owners;
        private Network network;
        private ServerLocator locator;
        private TimerValues timers = TimerValues.RFC3261;
        private RandomGenerator random;

        private Builder() {}

        /** @param loops one or more, in the order of their index */
        public Builder loops(List<? extends SipLoop> loops) {
            this.loops = loops;
            return this;
        }

        /** Who owns which message, if the network was given one already; else one is made of the loops. */
        public Builder owners(Owners owners) {
            this.owners = owners;
            return this;
        }

        public Builder network(Network network) {
            this.network = network;
            return this;
        }

        public Builder locator(ServerLocator locator) {
            this.locator = locator;
            return this;
        }

        public Builder timers(TimerValues timers) {
            this.timers = timers;
            return this;
        }

        /** For what strangers must not guess; a {@link SecureRandom} where none is given. */
        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        /** @throws IllegalArgumentException if there is no loop, or too many */
        public Stack build() {
            return new Stack(this);
        }
    }
}
