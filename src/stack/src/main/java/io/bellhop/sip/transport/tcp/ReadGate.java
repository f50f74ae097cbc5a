package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops reading a connection while its peer does not read what we send, or while other loops have too many of its
 * messages before them: the peer's own TCP then slows it down.
 */
final class ReadGate implements Receiver.Claim {
    private final Channel channel;
    private final NettyLoop loop;
    private final int most;
    private final AtomicInteger claimed = new AtomicInteger();
    private boolean ownersBusy;
    private boolean peerBusy;

    ReadGate(Channel channel, NettyLoop loop, int most) {
        this.channel = channel;
        this.loop = loop;
        this.most = most;
    }

    /** Whether the peer leaves our messages unread. On the connection's loop. */
    void peerBusy(boolean busy) {
        peerBusy = busy;
        set();
    }

    @Override
    public void begun() {
        if (claimed.incrementAndGet() >= most && !ownersBusy) {
            ownersBusy = true;
            set();
        }
    }

    @Override
    public void done() {
        if (claimed.decrementAndGet() == most / 2) {
            loop.execute(this::ownersCaughtUp);
        }
    }

    private void ownersCaughtUp() {
        if (ownersBusy && claimed.get() <= most / 2) {
            ownersBusy = false;
            set();
        }
    }

    private void set() {
        channel.config().setAutoRead(!ownersBusy && !peerBusy);
    }
}
