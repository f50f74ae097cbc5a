package io.bellhop.sip;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.transaction.TransactionLayer;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Network;
import java.util.function.Function;

/**
 * The stack as the container sees it: loops, their transactions, the network. Any thread may call, unless said
 * otherwise.
 */
public interface SipStack {
    /** How many loops there are, 1 or more. */
    int loops();

    SipLoop loop(int index);

    /** The loop that owns the calls of that Call-ID hash ({@code SipMessage.callIdHash()}). */
    SipLoop owner(int callIdHash);

    TransactionLayer transactions(SipLoop loop);

    Network network();

    /**
     * From now on messages reach these cores. Once, before the network reads.
     *
     * @param cores the core of each loop
     */
    void start(Function<SipLoop, TransactionUser> cores);
}
