package io.bellhop.sip.transport.io;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.loop.TimerWheel;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * The production loop: one Netty event loop on one thread, which selects over our own UDP channels and Netty's
 * connections alike, and runs tasks, DNS and our timers in between. It sleeps until something comes in or the next
 * timer is due; an idle loop without timers does not wake at all.
 */
public final class NettyLoop implements SipLoop, AutoCloseable {
    /** The largest datagram (65,507 bytes) and whatever a connection writes fit in. */
    public static final int SCRATCH_BYTES = 65_536;

    private static final Logger LOG = Logger.getLogger(NettyLoop.class.getName());
    private static final long NONE = Long.MAX_VALUE;
    /** After so long in its tasks the loop looks at its sockets and timers again. */
    private static final long TASK_QUANTUM_MILLIS = 10;
    /** Timers that fall into the same so many ms (a power of two) share one wake-up. */
    private static final long TIMER_GRAIN_MILLIS = 8;
    private static final long CLOSE_SECONDS = 2;

    private final int index;
    private final LoopClock clock;
    private final RandomGenerator random;
    private final TimerWheel wheel;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final Turns turns;

    private long now;
    private boolean nowIsOld = true;
    /** When timers are looked at next; one that was stopped may have left it too early, which costs one turn. */
    private long nextDeadline = NONE;

    /**
     * A loop whose thread starts with its first task.
     *
     * @param index 0 to the number of loops - 1
     */
    public NettyLoop(int index, LoopClock clock, RandomGenerator random) {
        this.index = index;
        this.clock = clock;
        this.random = random;
        wheel = new TimerWheel(clock.millis());
        turns = new Turns("bellhop-loop-" + index);
    }

    /** A loop on the machine's clock and randomness. */
    public NettyLoop(int index) {
        this(index, new SystemClock(), new BufferedSecureRandom());
    }

    /** The loop whose thread is calling, or null. */
    public static NettyLoop current() {
        return Thread.currentThread() instanceof LoopThread thread ? thread.loop() : null;
    }

    /** What Netty's channels and our {@code NioIoHandle}s are registered with. Any thread. */
    public IoEventLoop eventLoop() {
        return turns;
    }

    /** A direct buffer of {@link #SCRATCH_BYTES}, free for use between two calls of anybody else. Loop only. */
    public ByteBuffer scratch() {
        return scratch;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean inLoop() {
        return turns.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        turns.execute(task);
    }

    @Override
    public long now() {
        assert inLoop();
        if (nowIsOld) {
            now = clock.millis();
            nowIsOld = false;
        }
        return now;
    }

    @Override
    public long epochMillis() {
        return clock.epochMillis();
    }

    @Override
    public void start(LoopTimer timer, long delayMillis) {
        wheel.start(timer, now(), delayMillis);
        nextDeadline = Math.min(nextDeadline, grain(now + delayMillis));
    }

    @Override
    public void stop(LoopTimer timer) {
        assert inLoop();
        wheel.stop(timer);
    }

    @Override
    public int timers() {
        return wheel.size();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /**
     * Closes a channel. The socket below is only free when the selector has looked again, which the future waits for.
     *
     * @param close runs on the loop
     */
    public Future<?> closing(Runnable close) {
        Promise<Void> done = turns.newPromise();
        turns.execute(() -> {
            close.run();
            // Netty runs what is scheduled after its next selecting
            turns.schedule(() -> done.setSuccess(null), 1, TimeUnit.MILLISECONDS);
        });
        return done;
    }

    /** Runs what is queued, closes what is registered and ends the thread. Not on the loop: waits for up to 2 s. */
    @Override
    public void close() {
        Future<?> end = turns.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!inLoop() && !end.awaitUninterruptibly(CLOSE_SECONDS + 1, TimeUnit.SECONDS)) {
            LOG.warning(() -> "Loop " + index + " is still busy; left behind");
        }
    }

    private void fireTimers() {
        if (nextDeadline == NONE || now() < nextDeadline) {
            return;
        }
        try {
            wheel.advance(now);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            LOG.log(Level.SEVERE, "A timer failed", e);
            // it is gone from the wheel; others may be due still, so the next turn comes at once
            return;
        }
        nextDeadline = wheel.size() == 0 ? NONE : grain(Math.max(wheel.nextDeadline(now), now + 1));
    }

    private static long grain(long deadline) {
        return deadline + TIMER_GRAIN_MILLIS - 1 & -TIMER_GRAIN_MILLIS;
    }

    private long nanosToNextTimer() {
        if (nextDeadline == NONE) {
            return NONE;
        }
        return Math.max(0, TimeUnit.MILLISECONDS.toNanos(nextDeadline - clock.millis()));
    }

    /** Netty's loop, with our timers after its selecting and our deadline in its sleep. */
    private final class Turns extends SingleThreadIoEventLoop {
        private final IoHandlerContext context = new IoHandlerContext() {
            @Override
            public boolean canBlock() {
                return !hasTasks() && !hasScheduledTasks();
            }

            @Override
            public long delayNanos(long currentNanos) {
                return Math.min(Turns.this.delayNanos(currentNanos), nanosToNextTimer());
            }

            @Override
            public long deadlineNanos() {
                return Turns.this.deadlineNanos();
            }
        };

        Turns(String name) {
            super(null, (ThreadFactory) work -> new LoopThread(NettyLoop.this, work, name), NioIoHandler.newFactory(),
                    Integer.MAX_VALUE, RejectedExecutionHandlers.reject(), TASK_QUANTUM_MILLIS);
        }

        @Override
        protected int runIo() {
            nowIsOld = true;
            int handled = ioHandler().run(context);
            fireTimers();
            return handled;
        }
    }
}
