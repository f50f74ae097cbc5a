package io.bellhop.sip.transaction;

import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.MessageFault;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.MessageListener;
import io.bellhop.sip.transport.Network;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.random.RandomGenerator;

/** The transactions of one loop: takes what comes in to where it belongs. */
public final class Transactions implements TransactionLayer, MessageListener {
    private static final Logger LOG = System.getLogger("io.bellhop.sip.transaction");
    private static final ClientTransactionUser SILENT = new SilentUser();
    private static final int TAG_DIGITS = 12;
    private static final long TAG_MASK = (1L << 5 * TAG_DIGITS) - 1;

    private final SipLoop loop;
    private final Network network;
    private final ServerLocator locator;
    private final Durations durations;
    private final Figures figures;
    private final Secret secret;
    private final ServerTable servers;
    private final ClientSlots slots;
    private final Vias vias;
    private final Responder responder;
    private TransactionUser user;
    private long tags;
    private int stateless;
    private Throwable lastFailure;

    /**
     * Any thread.
     *
     * @param random for what strangers must not guess: branches, tags
     */
    public Transactions(
            SipLoop loop, Network network, ServerLocator locator, TimerValues timers, Figures figures,
            RandomGenerator random) {
        this.loop = loop;
        this.network = network;
        this.locator = locator;
        this.durations = Durations.of(timers);
        this.figures = figures;
        this.secret = new Secret(random);
        this.servers = new ServerTable(random.nextLong());
        this.slots = new ClientSlots(loop.index(), secret, random);
        this.vias = new Vias(loop.index(), secret);
        this.responder = new Responder(loop, network, locator);
        this.tags = random.nextLong();
    }

    /** The core above; set once, before the first message. */
    public void user(TransactionUser core) {
        this.user = core;
    }

    /** What is counted here. Any thread. */
    public Figures figures() {
        return figures;
    }

    // ---- what comes in

    @Override
    public void received(SipMessage message, Flow flow) {
        assert loop.inLoop();
        try {
            dispatch(message, flow);
        } catch (RuntimeException broken) {
            // What one message breaks must not stop the loop that serves all the others.
            figures.up(Figure.USER_ERRORS);
            LOG.log(Level.ERROR, "a message could not be handled", broken);
        }
    }

    private void dispatch(SipMessage message, Flow flow) {
        if (message.fault() != null) {
            faulty(message, flow);
        } else if (message instanceof SipResponse response) {
            response(response);
        } else {
            request((SipRequest) message, flow);
        }
    }

    /** Bad input is answered where it can be; an ACK and a response never are. */
    private void faulty(SipMessage message, Flow flow) {
        MessageFault fault = message.fault();
        if (fault.answerable() && message instanceof SipRequest request && request.method() != StandardMethod.ACK) {
            figures.up(Figure.FAULTS_ANSWERED);
            respondStateless(SipResponse.to(request, fault.status(), fault.reason(), statelessTag(request)), flow);
        } else {
            figures.up(Figure.FAULTS_DROPPED);
        }
    }

    private void response(SipResponse response) {
        Client client = slots.find(response);
        if (client != null) {
            client.receive(response);
        } else {
            figures.up(Figure.STRAY_RESPONSES);
        }
    }

    private void request(SipRequest request, Flow flow) {
        Method method = request.method();
        int hash = servers.hash(request);
        Server server = servers.find(request, hash);
        if (method == StandardMethod.ACK) {
            ack(request, flow, server);
        } else if (server != null) {
            figures.up(Figure.REQUESTS_REPEATED);
            server.on(Event.REQUEST, request);
        } else if (method == StandardMethod.CANCEL) {
            cancel(request, flow, hash);
        } else {
            begin(request, flow, hash).on(Event.START, request);
        }
    }

    private void ack(SipRequest ack, Flow flow, Server server) {
        if (server != null) {
            server.on(Event.ACK, ack);
        } else {
            user.ack(ack, flow);
        }
    }

    private Server begin(SipRequest request, Flow flow, int hash) {
        Server server = servers.begin(this, request, flow, hash);
        figures.up(server.figure());
        return server;
    }

    /**
     * RFC 3261 9.2: "If the UAS did not find a matching transaction for the CANCEL ..., it SHOULD respond to the CANCEL
     * with a 481"; else with 200 whatever becomes of the request, and with the To tag of its other responses.
     */
    private void cancel(SipRequest cancel, Flow flow, int hash) {
        Server target = servers.findCancelled(cancel, hash);
        if (target == null) {
            respondStateless(SipResponse.to(cancel, 481, null, statelessTag(cancel)), flow);
            return;
        }
        begin(cancel, flow, hash).respond(SipResponse.to(cancel, 200, null, target.localTag()));
        if (!target.isFinal() && target.method() == StandardMethod.INVITE) {
            target.user().cancelled(target, cancel);
        }
    }

    /** A request that begins a transaction, or an ACK that came to an INVITE with a 2xx. */
    void passUp(SipRequest request, Server server) {
        if (request.method() == StandardMethod.ACK) {
            user.ack(request, server.flow());
            return;
        }
        try {
            user.request(request, server);
        } catch (RuntimeException broken) {
            figures.up(Figure.USER_ERRORS);
            LOG.log(Level.ERROR, "a request could not be handled", broken);
            if (!server.isFinal()) {
                server.respond(SipResponse.to(request, 500, null, server.localTag()));
            }
        }
    }

    // ---- what goes out

    @Override
    public ClientTransaction send(SipRequest request, NextHop hop, ClientTransactionUser clientUser) {
        assert loop.inLoop();
        Method method = request.method();
        if (method == StandardMethod.ACK || method == StandardMethod.CANCEL) {
            throw new IllegalArgumentException(method + " has no transaction of its own to be sent in");
        }
        Client client = method == StandardMethod.INVITE
                ? new InviteClient(this, request, clientUser)
                : new NonInviteClient(this, request, clientUser);
        figures.up(client.figure());
        try {
            client.start(hop);
        } catch (RuntimeException broken) {
            client.abandon();
            throw broken;
        }
        return client;
    }

    /** The transaction of a CANCEL, whose answer interests nobody. */
    NonInviteClient cancelOf(SipRequest cancel) {
        figures.up(Figure.NON_INVITE_CLIENTS);
        return new NonInviteClient(this, cancel, SILENT);
    }

    /** A transaction that goes on with an answer that the user is not told. */
    InviteClient silentInvite() {
        figures.up(Figure.INVITE_CLIENTS);
        return new InviteClient(this, null, SILENT);
    }

    @Override
    public void sendStateless(SipRequest request, NextHop hop) {
        assert loop.inLoop();
        new StatelessRequest(this, request).start(hop);
    }

    @Override
    public void respondStateless(SipResponse response, Flow flow) {
        assert loop.inLoop();
        responder.send(response, flow, null);
    }

    // ---- what the transactions use

    @Override
    public SipLoop loop() {
        return loop;
    }

    @Override
    public int live() {
        return figures.live();
    }

    Network network() {
        return network;
    }

    ServerLocator locator() {
        return locator;
    }

    Durations durations() {
        return durations;
    }

    ClientSlots slots() {
        return slots;
    }

    Vias vias() {
        return vias;
    }

    Responder responder() {
        return responder;
    }

    long nextTag() {
        return tags++;
    }

    /** The text of a tag: the same for the same number, foretold by nobody (RFC 3261 19.3). */
    Slice tagText(long tag) {
        byte[] text = new byte[TAG_DIGITS];
        Base32.write(secret.hash(tag) & TAG_MASK, TAG_DIGITS, text, 0);
        return new Slice(text, 0, TAG_DIGITS);
    }

    /** The To tag for a request that has no transaction: the same when it comes again (8.2.7). */
    private Slice statelessTag(SipRequest request) {
        return tagText((long) request.callIdHash() << 32 ^ request.cseq() ^ 1L << 63);
    }

    long nextStatelessId() {
        stateless = stateless + 1 & Branches.GENERATIONS;
        return Branches.id(Branches.NO_SLOT, stateless);
    }

    /** Remembers why a message could not be sent, for the callback that follows at once. */
    void failure(Throwable cause) {
        figures.up(Figure.SEND_FAILURES);
        lastFailure = cause;
    }

    Throwable lastFailure() {
        return lastFailure;
    }

    void forget(Server server) {
        servers.remove(server);
        figures.down(server.figure());
    }

    void forget(Client client) {
        slots.release(client);
        figures.down(client.figure());
    }
}
