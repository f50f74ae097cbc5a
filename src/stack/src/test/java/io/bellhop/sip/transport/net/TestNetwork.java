package io.bellhop.sip.transport.net;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transport.BindFailedException;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import io.bellhop.sip.transport.io.BufferedSecureRandom;
import io.bellhop.sip.transport.io.LoopClock;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.tcp.TcpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network on the loopback interface whose time stands still until it is moved, and what it received. */
public final class TestNetwork implements AutoCloseable {
    public static final long WAIT_SECONDS = 10;

    /** A message and where it came from. */
    public record Received(SipMessage message, Flow flow, NettyLoop loop) {}

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final List<NettyLoop> loops = new ArrayList<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    public final SocketNetwork network;

    public TestNetwork(int howMany, Consumer<SocketNetwork.Builder> settings) {
        LoopClock clock = new LoopClock() {
            @Override
            public long millis() {
                return millis.get();
            }

            @Override
            public long epochMillis() {
                return millis.get();
            }
        };
        for (int i = 0; i < howMany; i++) {
            loops.add(new NettyLoop(i, clock, new BufferedSecureRandom()));
        }
        SocketNetwork.Builder builder = SocketNetwork.on(loops);
        settings.accept(builder);
        network = builder.build();
        network.listener((message, flow) -> received.add(new Received(message, flow, NettyLoop.current())));
    }

    public static TestNetwork of(TcpSettings tcp) {
        return new TestNetwork(1, builder -> builder.tcp(tcp));
    }

    public static TestNetwork plain() {
        return new TestNetwork(1, builder -> { });
    }

    public NettyLoop loop(int index) {
        return loops.get(index);
    }

    /** Opens a point on any port of 127.0.0.1 and starts it. */
    public ListeningPoint open(Transport transport) throws BindFailedException {
        return open(transport, "127.0.0.1");
    }

    public ListeningPoint open(Transport transport, String address) throws BindFailedException {
        ListeningPoint point = network.add(transport, at(address, 0), null);
        network.start(point);
        return point;
    }

    public static InetSocketAddress at(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    public Received next() throws InterruptedException {
        Received next = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing received");
        }
        return next;
    }

    public SipRequest nextRequest() throws InterruptedException {
        return (SipRequest) next().message();
    }

    public int waiting() {
        return received.size();
    }

    /** Moves the time on and lets every loop see it. */
    public void pass(long more) throws Exception {
        millis.addAndGet(more);
        settle();
    }

    /** A whole turn of every loop: what is due is done. */
    public void settle() throws Exception {
        for (NettyLoop loop : loops) {
            loop.closing(() -> { }).get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    public <T> T on(NettyLoop loop, Supplier<T> what) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                done.complete(what.get());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    public <T> T onLoop(Supplier<T> what) throws Exception {
        return on(loops.get(0), what);
    }

    /** A flow, taken on the first loop. */
    public Flow flow(Transport transport, InetSocketAddress remote) throws Exception {
        return onLoop(() -> network.flow(transport, remote, null));
    }

    /** Sends on the first loop; the failure comes out of the future, success does not. */
    public CompletableFuture<Throwable> send(Flow flow, SipMessage message) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        loops.get(0).execute(() -> flow.send(message, (failed, cause) -> {
            if (failed != message || !loops.get(0).inLoop()) {
                cause = new AssertionError("told of the wrong message or on the wrong thread");
            }
            failure.complete(cause);
        }));
        return failure;
    }

    @Override
    public void close() {
        network.close();
        loops.forEach(NettyLoop::close);
    }
}
