package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import org.junit.jupiter.api.Test;

/** RFC 3261 8.2.2.2: a request that was forked on its way reaches a user agent server by two paths. */
class MergedRequestTest {
    private final Testbed bed = new Testbed();
    private final Peer peer = bed.peer("10.0.0.2");
    private final Peer otherPath = bed.peer("10.0.0.3");

    private SipRequest invite(Peer from, long cseq) {
        return from.request(StandardMethod.INVITE, Testbed.URI, "c1", cseq);
    }

    private void send(Peer from, long cseq) {
        from.send(invite(from, cseq));
        bed.simulation.runFor(10);
    }

    @Test
    void theSecondCopyIsALoopForAUserAgent() {
        bed.servlet.on("INVITE", request -> request.createResponse(180).send());
        bed.open();
        send(peer, 1);
        send(otherPath, 1);

        assertThat(peer.lastStatus()).isEqualTo(180);
        assertThat(otherPath.lastStatus()).isEqualTo(482);
        assertThat(bed.servlet.log).containsExactly("INVITE");
    }

    @Test
    void anotherCseqIsAnotherRequest() {
        bed.servlet.on("INVITE", request -> request.createResponse(180).send());
        bed.open();
        send(peer, 1);
        send(otherPath, 2);
        assertThat(otherPath.lastStatus()).isEqualTo(180);
    }

    @Test
    void nothingIsRememberedOfACallThatIsOver() {
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.servlet.on("BYE", request -> request.createResponse(200).send());
        bed.open();
        send(peer, 1);
        SipResponse ok = peer.last();
        peer.sendStateless(peer.within(ok, StandardMethod.ACK, 1));
        peer.send(peer.within(ok, StandardMethod.BYE, 2));
        bed.settle();
        send(otherPath, 1);
        assertThat(otherPath.lastStatus()).isEqualTo(200);
    }

    /** RFC 3261 16.3: a proxy looks for loops, not for copies. */
    @Test
    void aProxyTakesBothCopies() {
        ProxyBed world = new ProxyBed();
        world.proxies(proxy -> { }, world.a);
        Peer path = world.bed.peer("10.0.0.6");
        world.call();
        path.send(invite(path, 1));
        world.bed.simulation.runFor(20);
        assertThat(world.a.invites).hasSize(2);
        assertThat(path.lastStatus()).isEqualTo(180);
    }
}
