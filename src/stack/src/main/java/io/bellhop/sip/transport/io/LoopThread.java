package io.bellhop.sip.transport.io;

import io.netty.util.concurrent.FastThreadLocalThread;

/** The thread of one loop; knows it, so that a sender finds its loop's buffer without a look-up. */
final class LoopThread extends FastThreadLocalThread {
    private final NettyLoop loop;

    LoopThread(NettyLoop loop, Runnable work, String name) {
        super(work, name);
        this.loop = loop;
    }

    NettyLoop loop() {
        return loop;
    }
}
