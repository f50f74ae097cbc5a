package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import org.junit.jupiter.api.Test;

/** PRACK and UPDATE in the early dialog through a proxy that record-routes (JSR 289 10.2.8, RFC 3262 5, RFC 3311). */
class ReliableProxyTest {
    private final ProxyBed world = new ProxyBed();

    private SipResponse ring() {
        world.proxies(proxy -> proxy.setRecordRoute(true), world.a.silent());
        world.call();
        SipResponse ringing = world.a.made(183);
        ringing.addLast(StandardHeader.REQUIRE, "100rel");
        ringing.addLast(StandardHeader.RSEQ, "1");
        world.a.send(ringing);
        world.bed.simulation.runFor(20);
        return world.caller.last();
    }

    @Test
    void aReliableResponseAndItsPrackPassTheProxy() {
        SipResponse ringing = ring();
        assertThat(ringing.first(StandardHeader.RSEQ)).isEqualTo("1");

        SipRequest prack = world.caller.within(ringing, StandardMethod.PRACK, 2);
        prack.set(StandardHeader.RACK, "1 1 INVITE");
        world.caller.send(prack);
        world.bed.simulation.runFor(20);

        SipRequest arrived = world.a.peer.requests.get(1);
        assertThat(arrived.first(StandardHeader.RACK)).isEqualTo("1 1 INVITE");
        assertThat(world.caller.last().cseqMethod()).isEqualTo(StandardMethod.PRACK);
        assertThat(world.caller.lastStatus()).isEqualTo(200);
        assertThat(world.bed.servlet.log).contains("PRACK", "200 PRACK");
    }

    @Test
    void anUpdateOfEitherSidePassesTheProxyBeforeTheAnswer() {
        SipResponse ringing = ring();
        world.caller.send(world.caller.within(ringing, StandardMethod.UPDATE, 2));
        world.bed.simulation.runFor(20);
        assertThat(world.a.peer.requests.get(1).method()).isEqualTo(StandardMethod.UPDATE);
        assertThat(world.caller.last().cseqMethod()).isEqualTo(StandardMethod.UPDATE);

        world.a.peer.send(world.fromCallee(world.a, ringing, StandardMethod.UPDATE, 1));
        world.bed.simulation.runFor(20);
        assertThat(world.caller.requests.get(0).method()).isEqualTo(StandardMethod.UPDATE);
        assertThat(world.a.peer.lastStatus()).isEqualTo(200);
    }
}
