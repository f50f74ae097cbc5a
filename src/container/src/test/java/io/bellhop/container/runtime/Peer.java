package io.bellhop.container.runtime;

import io.bellhop.simulation.SimulatedHost;
import io.bellhop.simulation.Simulation;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A user agent of the test: sends what it is told, remembers what comes. */
final class Peer implements TransactionUser, ClientTransactionUser {
    private final SimulatedHost host;
    private final String address;
    final List<SipResponse> responses = new ArrayList<>();
    final List<SipRequest> requests = new ArrayList<>();
    final List<SipRequest> acks = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    private BiConsumer<SipRequest, ServerTransaction> answer = (request, transaction) ->
            transaction.respond(SipResponse.to(request, 200, null, transaction.localTag()));

    Peer(Simulation simulation, String ip) {
        host = simulation.host(ip);
        host.listen(Transport.UDP, 5060);
        host.start(this);
        address = ip + ":5060";
    }

    String contact() {
        return "<sip:peer@" + address + ">";
    }

    Peer answering(BiConsumer<SipRequest, ServerTransaction> how) {
        answer = how;
        return this;
    }

    /** A request of this peer outside of a dialog. */
    SipRequest request(Method method, String uri, String callId, long cseq) {
        SipRequest request = SipRequest.of(method, uri);
        request.maxForwards(70);
        request.addLast(StandardHeader.FROM, "<sip:caller@example.com>;tag=peer" + callId);
        request.addLast(StandardHeader.TO, "<sip:callee@example.com>");
        request.addLast(StandardHeader.CALL_ID, callId);
        request.addLast(StandardHeader.CSEQ, cseq + " " + method.name());
        request.addLast(StandardHeader.CONTACT, contact());
        return request;
    }

    /** The request that goes on in the dialog which that response began: target, route set, To. */
    SipRequest within(SipResponse response, Method method, long cseq) {
        String contact = response.first(StandardHeader.CONTACT);
        String target = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
        SipRequest request = request(method, target, response.callId().toString(), cseq);
        request.set(StandardHeader.TO, response.firstSlice(StandardHeader.TO));
        List<Slice> routes = response.allSlices(StandardHeader.RECORD_ROUTE);
        for (int i = routes.size() - 1; i >= 0; i--) {
            request.addLast(StandardHeader.ROUTE, routes.get(i));
        }
        return request;
    }

    ClientTransaction send(SipRequest request) {
        return send(request, this);
    }

    ClientTransaction send(SipRequest request, ClientTransactionUser user) {
        SipUri route = request.topRoute();
        NextHop hop = new NextHop.ToUri(route != null && route.looseRouting() ? route : request.sipUri(), null);
        ClientTransaction[] made = new ClientTransaction[1];
        host.loop(0).run(() -> made[0] = host.stack().transactions(host.loop(0)).send(request, hop, user));
        return made[0];
    }

    void sendStateless(SipRequest request) {
        SipUri route = request.topRoute();
        NextHop hop = new NextHop.ToUri(route != null && route.looseRouting() ? route : request.sipUri(), null);
        host.loop(0).run(() -> host.stack().transactions(host.loop(0)).sendStateless(request, hop));
    }

    void onLoop(Runnable task) {
        host.loop(0).run(task);
    }

    void cancel(ClientTransaction invite) {
        host.loop(0).run(() -> invite.cancel(null));
    }

    int lastStatus() {
        return responses.isEmpty() ? 0 : responses.get(responses.size() - 1).status();
    }

    SipResponse last() {
        return responses.get(responses.size() - 1);
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        requests.add(request.copy());
        answer.accept(request, transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        acks.add(ack);
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        responses.add(response);
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        failures.add("time-out");
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        failures.add(why);
    }
}
