package io.bellhop.simulation;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer that has no stack: it sends the bytes that a test writes, remembers what it gets, and answers nothing by
 * itself. For the simulation's thread.
 */
public final class ScriptedPeer {
    private final Simulation simulation;
    private final VirtualLoop loop;
    private final SimulatedNetwork network;
    private final List<Got> got = new ArrayList<>();
    private final InetAddress address;

    /** A message that came. @param at when, virtual ms */
    public record Got(SipMessage message, Flow flow, long at) {
        /** The request, or null if it is a response. */
        public SipRequest request() {
            return message instanceof SipRequest request ? request : null;
        }

        /** The status, or 0 if it is a request. */
        public int status() {
            return message instanceof SipResponse response ? response.status() : 0;
        }
    }

    /** @param ip its IP address */
    public ScriptedPeer(Simulation simulation, String ip) {
        this.simulation = simulation;
        address = SimulatedHost.literal(ip);
        loop = simulation.loop(0);
        network = new SimulatedNetwork(simulation, message -> loop);
        network.listener((message, flow) -> got.add(new Got(message, flow, simulation.now())));
    }

    public ListeningPoint listen(Transport transport, int port) {
        return network.listen(transport, address, port);
    }

    public SimulatedNetwork network() {
        return network;
    }

    /** Everything that came, the oldest first; may be cleared. */
    public List<Got> got() {
        return got;
    }

    /** The requests of that method that came. */
    public List<SipRequest> requests(Method method) {
        return got.stream().map(Got::request).filter(it -> it != null && it.method().equals(method)).toList();
    }

    /** The statuses of the responses that came, in order. */
    public List<Integer> statuses() {
        return got.stream().map(Got::status).filter(status -> status > 0).toList();
    }

    /** Sends text as it is; lines may end in LF alone. @return the flow, to send more along it */
    public Flow send(String text, Transport transport, InetSocketAddress to) {
        Flow flow = network.flow(transport, to, null);
        send(text, flow);
        return flow;
    }

    /** Sends text as it is along that flow. */
    public void send(String text, Flow flow) {
        byte[] bytes = text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        loop.run(() -> ((SimulatedFlow) flow).send(null, bytes, null));
    }

    /** Answers the request back along its flow. @param toTag null for none */
    public SipResponse answer(Got request, int status, String toTag) {
        Slice tag = toTag == null ? null : Slice.of(toTag);
        SipResponse response = SipResponse.to(request.request(), status, null, tag);
        loop.run(() -> request.flow().send(response, null));
        return response;
    }

    /** Sends a response once more. */
    public void again(SipResponse response, Flow flow) {
        loop.run(() -> flow.send(response, null));
    }

    /** Waits until so many messages came. @throws AssertionError if they don't within that time */
    public List<Got> await(int count, long limit) {
        if (!simulation.runUntil(() -> got.size() >= count, limit)) {
            throw new AssertionError("only " + got.size() + " messages of " + count + " came");
        }
        return got;
    }
}
