package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.TimerValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Applications that may block: callbacks on workers, those of one application session one at a time and in order. */
class BlockingApplicationTest {
    @Test
    void callbacksOfOneSessionNeverOverlapAndKeepTheirOrder() {
        Testbed bed = new Testbed().blocking();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.servlet.on("INFO", request -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            order.add(request.getHeader("CSeq"));
            Thread.yield();
            inside.decrementAndGet();
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.await(() -> peer.lastStatus() == 200);
        SipResponse ok = peer.last();
        peer.sendStateless(peer.within(ok, StandardMethod.ACK, 1));
        List<String> sent = new ArrayList<>();
        for (int i = 2; i < 50; i++) {
            peer.send(peer.within(ok, StandardMethod.INFO, i));
            sent.add(i + " INFO");
        }
        bed.await(() -> order.size() == sent.size());

        assertThat(order).containsExactlyElementsOf(sent);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void oneThatBlocksHoldsNeitherTheLoopNorOthersUp() {
        Testbed bed = new Testbed().blocking();
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        bed.servlet.on("MESSAGE", request -> {
            threads.add(Thread.currentThread());
            if (request.getCallId().equals("slow")) {
                release.await();
            }
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "slow", 1));
        bed.await(() -> threads.size() == 1);
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "fast", 1));
        bed.await(() -> peer.responses.size() == 1);
        assertThat(peer.last().callId().toString()).isEqualTo("fast");
        release.countDown();
        bed.await(() -> peer.responses.size() == 2);

        assertThat(threads).allMatch(thread -> thread.getName().startsWith("bellhop-worker"));
        bed.await(() -> bed.figures().applicationSessions() == 0);
    }

    @Test
    void beyondTheBoundNewRequestsGet503() {
        ContainerOptions one = new ContainerOptions(1, 2, TimerValues.RFC3261, ContainerOptions.DEFAULT.digest());
        Testbed bed = new Testbed(Weather.FAIR, one).blocking();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        bed.servlet.on("MESSAGE", request -> {
            begun.incrementAndGet();
            release.await();
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        for (int i = 0; i < 3; i++) {
            SipRequest message = peer.request(StandardMethod.MESSAGE, Testbed.URI, "m" + i, 1);
            peer.send(message);
        }
        bed.await(() -> peer.responses.size() == 1 && begun.get() == 1);
        assertThat(peer.lastStatus()).isEqualTo(503);
        assertThat(peer.last().first(StandardHeader.RETRY_AFTER)).isEqualTo("5");
        release.countDown();
        bed.await(() -> peer.responses.size() == 3);

        assertThat(peer.responses).extracting(SipResponse::status).containsExactly(503, 200, 200);
    }

    @Test
    void aWorkerMaySendAsAClientAndIsShownTheAnswer() {
        Testbed bed = new Testbed().blocking();
        Peer other = bed.peer("10.0.0.3");
        bed.servlet.on("MESSAGE", request -> {
            bed.factory().createRequest(request.getApplicationSession(), "OPTIONS", "sip:us@example.com",
                    "sip:them@10.0.0.3:5060").send();
            request.createResponse(202).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        bed.await(() -> bed.servlet.log.size() == 2);

        assertThat(bed.servlet.log).containsExactly("MESSAGE", "200 OPTIONS");
        assertThat(other.requests).hasSize(1);
        bed.await(() -> bed.figures().applicationSessions() == 0);
    }
}
