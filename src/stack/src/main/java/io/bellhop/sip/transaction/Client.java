package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.State;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.SendListener;
import java.io.IOException;
import java.util.List;

/**
 * A client transaction: sends its request along the addresses that were found, one after the other, and carries out
 * what its machine says. It is its own entry in {@link ClientSlots}.
 */
abstract class Client extends Transaction implements ClientTransaction, SendListener, ServerLocator.Answer {
    private ClientTransactionUser user;
    /** Slot and generation: see {@link Branches}. */
    private long id;
    private SipRequest request;
    private Flow flow;
    /** Where else the request may go; null once that does not matter any more. */
    private Hops hops;
    /** Whether the request has our Via. */
    private boolean sent;
    private boolean over;

    Client(Transactions layer, State initial, SipRequest request, ClientTransactionUser user) {
        super(layer, initial);
        this.request = request;
        this.user = user;
    }

    abstract Figure figure();

    abstract void startTimers(long effects);

    /** The transaction that shares this one's slot, or null. */
    abstract Client companion();

    abstract void companion(Client companion);

    /** What goes out again when the response comes again. */
    abstract SipMessage last();

    /** Whether the user waits for an answer of whoever gives one; not so after a CANCEL. */
    abstract boolean mayGoOn();

    /** The address that was tried answered 503 to it and stays busy with that answer. */
    abstract void leaveBehind(SipResponse response);

    // ---- on its way

    final void start(NextHop nextHop) {
        id = layer.slots().take(this);
        if (nextHop instanceof NextHop.ToFlow to) {
            startAlong(to.flow());
        } else if (nextHop instanceof NextHop.ToHop to) {
            hops = new Hops(layer.network(), to.preferred(), List.of(to.hop()));
            tryNext("no way to " + to.hop().address());
        } else if (nextHop instanceof NextHop.ToUri to) {
            hops = new Hops(layer.network(), to.preferred(), List.of());
            layer.locator().locate(to.uri(), layer.loop(), this);
        }
    }

    private void startAlong(Flow along) {
        if (along.isOpen()) {
            begin(along);
        } else {
            fail("the connection is closed");
        }
    }

    @Override
    public final void located(List<Hop> found, String failure) {
        assert layer.loop().inLoop();
        if (isTerminated()) {
            return;
        }
        if (found.isEmpty()) {
            fail(failure);
        } else if (mayGoOn()) {
            hops.located(found);
            tryNext("no way to " + found.get(0).address());
        } else {
            fail("cancelled before it was sent");
        }
    }

    private void tryNext(String why) {
        Flow next = nextFlow();
        if (next == null) {
            fail(why);
        } else {
            begin(next);
        }
    }

    private Flow nextFlow() {
        return hops == null ? null : hops.next(request.length(), sent ? null : layer.vias());
    }

    private void fail(String why) {
        layer.failure(new IOException(why));
        on(Event.TRANSPORT_ERROR, null);
    }

    private void begin(Flow along) {
        if (sent) {
            become(machine().initial());
            id = layer.slots().renew(id);
            // The bytes of the attempt before may still wait for a connection.
            request = request.copy();
            request.removeFirst(StandardHeader.VIA);
        }
        sent = true;
        flow = along;
        request.addFirst(StandardHeader.VIA, layer.vias().via(along.point(), id));
        on(Event.START, null);
    }

    /** Sends the request as it is along the way and in the slot of another one: a CANCEL. */
    final void beginBeside(Client other) {
        id = other.id;
        flow = other.flow;
        sent = true;
        on(Event.START, null);
    }

    /** Takes the place of one that goes on to another address. */
    final void takeOver(Client other, State at) {
        id = other.id;
        flow = other.flow;
        sent = true;
        over = true;
        become(at);
        layer.slots().replace(id, this);
        other.id = layer.slots().take(other);
    }

    // ---- what happens

    final void receive(SipResponse response) {
        int status = response.status();
        Flow next = status == 503 && canGoOn() ? elsewhere() : null;
        if (next != null) {
            leaveBehind(response);
            begin(next);
        } else {
            on(Event.ofStatus(status), response);
        }
    }

    /** The way over TCP was open: it is not for the lack of TCP that another address is tried. */
    private Flow elsewhere() {
        hops.dropFallback();
        return nextFlow();
    }

    /** RFC 3263 4.3: another address is tried after a 503, a time-out or a transport failure. */
    private boolean canGoOn() {
        return !isFinal() && hops != null && hops.hasNext() && mayGoOn();
    }

    @Override
    final void fired(Event timer) {
        boolean noAnswer = timer == Event.TIMER_B || timer == Event.TIMER_F;
        Flow next = noAnswer && canGoOn() ? elsewhere() : null;
        if (next != null) {
            begin(next);
        } else {
            on(timer, null);
        }
    }

    @Override
    public final void failed(SipMessage message, Throwable cause) {
        assert layer.loop().inLoop();
        if (isTerminated() || message != request && message != last()) {
            return;
        }
        layer.failure(cause);
        Flow next = state() == machine().initial() && canGoOn() ? nextFlow() : null;
        if (next != null) {
            begin(next);
        } else {
            on(Event.TRANSPORT_ERROR, null);
        }
    }

    @Override
    void carryOut(long effects, SipMessage message) {
        if (has(effects, STOP_TIMERS)) {
            disarm();
        }
        startTimers(effects);
        if (has(effects, SEND_REQUEST)) {
            flow.send(request, this);
        }
        if (has(effects, RETRANSMIT_LAST) && last() != null) {
            layer.figures().up(Figure.REQUESTS_RETRANSMITTED);
            flow.send(last(), this);
        }
        if (has(effects, PASS_UP)) {
            over |= ((SipResponse) message).status() >= 200;
            user.response(this, (SipResponse) message);
        }
        if (has(effects, TELL_TIMEOUT)) {
            over = true;
            layer.figures().up(Figure.TIME_OUTS);
            user.timedOut(this);
        }
        // An ACK that can't be sent is no news for a user that has the final response.
        if (has(effects, TELL_FAILURE) && !over) {
            over = true;
            user.transportFailed(this, reason(layer.lastFailure()));
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    void settle() {
        if (over || isTerminated()) {
            request = null;
            hops = null;
        }
    }

    @Override
    final void ended() {
        layer.forget(this);
        user.terminated(this);
    }

    // ---- the user's view

    final long id() {
        return id;
    }

    @Override
    public final SipRequest request() {
        return request;
    }

    @Override
    public final Flow flow() {
        return flow;
    }

    @Override
    public final void user(ClientTransactionUser next) {
        user = next;
    }

    @Override
    public final boolean isProceeding() {
        return state() == State.PROCEEDING;
    }

    @Override
    public final boolean isFinal() {
        return over;
    }

    @Override
    public final boolean isTerminated() {
        return state() == State.TERMINATED;
    }

    @Override
    public final void abandon() {
        on(Event.ABANDON, null);
    }
}
