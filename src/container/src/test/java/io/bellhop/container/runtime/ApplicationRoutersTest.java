package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegionType;
import jakarta.servlet.sip.ar.SipRouteModifier;
import org.junit.jupiter.api.Test;

/** JSR 289 15.4.1: what the application router is asked, and what follows from each of its answers. */
class ApplicationRoutersTest {
    private static final SipApplicationRoutingRegion OWN = new SipApplicationRoutingRegion("OWN", null);
    private static final String OUTSIDE = "sip:10.0.0.4:5060;lr";
    private final ScriptedRouter router = new ScriptedRouter();
    private final ComposedBed bed = new ComposedBed(router);

    private int message(String uri) {
        bed.send(through(bed.caller.request(StandardMethod.MESSAGE, uri, "m" + router.asked.size(), 1)));
        return bed.caller.lastStatus();
    }

    /** Sends it to the container, whoever it is for. */
    private static SipRequest through(SipRequest request) {
        if (!request.requestUri().toString().equals(Testbed.URI)) {
            request.addLast(StandardHeader.ROUTE, "<sip:10.0.0.1:5060;lr>");
        }
        return request;
    }

    private TestServlet answering(String name) {
        return bed.deploy(name).on("MESSAGE", request -> request.createResponse(200).send());
    }

    private TestServlet passing(String name) {
        TestServlet made = bed.deploy(name);
        return made.on("MESSAGE", request -> request.getProxy().proxyTo(request.getRequestURI()));
    }

    private static SipServletRequest first(TestServlet servlet) {
        return servlet.requests.get(0);
    }

    @Test
    void itIsToldOfDeploymentsAndOfItsOwnEnd() {
        bed.deploy("a");
        bed.bed.onLoop(bed.bed.deploy("b", new TestServlet())::undeploy);
        bed.bed.onLoop(bed.bed.container::close);
        assertThat(router.events).containsExactly("init", "deployed [a]", "deployed [b]", "undeployed [b]",
                "undeployed [a]", "destroy");
    }

    @Test
    void whatComesFromOutsideIsNewAndWhatIsProxiedContinuesWithTheRoutersState() {
        TestServlet a = passing("a");
        TestServlet b = answering("b");
        router.to("a", SipApplicationRoutingRegion.ORIGINATING_REGION, "sip:ann@example.com").to("b", OWN, "tel:+1");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(router.asked.get(0).directive()).isEqualTo(SipApplicationRoutingDirective.NEW);
        assertThat(router.asked.get(0).state()).isNull();
        assertThat(router.last().directive()).isEqualTo(SipApplicationRoutingDirective.CONTINUE);
        assertThat(router.last().state()).isEqualTo("a");
        assertThat(router.last().region()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        assertThat(router.asked).as("who answers asks nobody").hasSize(2);
        assertThat(first(a).getRegion().getType()).isEqualTo(SipApplicationRoutingRegionType.ORIGINATING);
        assertThat(first(a).getSubscriberURI()).hasToString("sip:ann@example.com");
        assertThat(first(b).getRegion()).as("a region of the deployer's own").isSameAs(OWN);
        assertThat(first(b).getSubscriberURI()).hasToString("tel:+1");
    }

    @Test
    void nobodyMeansThatTheRequestLeaves() {
        passing("a");
        router.to("a");
        assertThat(message(ComposedBed.CALLEE)).isEqualTo(200);
        assertThat(router.asked).hasSize(2);
        assertThat(bed.callee.peer.requests).hasSize(1);
    }

    @Test
    void aRequestFromOutsideThatNobodyWantsIsRefusedWhoeverItIsFor() {
        bed.deploy("a");
        assertThat(message(ComposedBed.CALLEE)).as("no open relay").isEqualTo(404);
        assertThat(message(Testbed.URI)).isEqualTo(404);
        assertThat(bed.callee.peer.requests).isEmpty();
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aRequestThatTheRouterSendsOutLosesAHop() {
        router.then(ScriptedRouter.routes(null, SipRouteModifier.ROUTE, ComposedBed.CALLEE + ";lr"));
        assertThat(message(ComposedBed.CALLEE)).isEqualTo(200);
        SipRequest arrived = bed.callee.peer.requests.get(0);
        assertThat(arrived.all(StandardHeader.VIA)).hasSize(2);
        assertThat(arrived.maxForwards()).isEqualTo(69);
        router.then(ScriptedRouter.routes(null, SipRouteModifier.ROUTE, ComposedBed.CALLEE + ";lr"));
        SipRequest tired = through(bed.caller.request(StandardMethod.MESSAGE, ComposedBed.CALLEE, "t", 1));
        tired.maxForwards(0);
        bed.send(tired);
        assertThat(bed.caller.lastStatus()).isEqualTo(483);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aCallThatTheRouterSendsOutMayBeCancelled() {
        router.then(ScriptedRouter.routes(null, SipRouteModifier.ROUTE, ComposedBed.CALLEE + ";lr"));
        var invite = bed.caller.send(
                through(bed.caller.request(StandardMethod.INVITE, ComposedBed.CALLEE, "c1", 1)));
        bed.turn();
        assertThat(bed.caller.lastStatus()).isEqualTo(180);
        bed.caller.cancel(invite);
        bed.turn();
        assertThat(bed.callee.cancels).hasSize(1);
        assertThat(bed.caller.lastStatus()).isEqualTo(487);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void anApplicationThatIsNotThereAndARouterThatThrowsAre500() {
        passing("a");
        router.to("gone");
        assertThat(message(Testbed.URI)).isEqualTo(500);
        router.then(question -> {
            throw new IllegalStateException("as the test wants it");
        });
        assertThat(message(Testbed.URI)).isEqualTo(500);
        router.to("a").to("gone");
        assertThat(message(Testbed.URI)).isEqualTo(500);
        router.to("a").then(question -> {
            throw new IllegalStateException("as the test wants it");
        });
        assertThat(message(Testbed.URI)).isEqualTo(500);
        router.then(ScriptedRouter.routes("a", SipRouteModifier.ROUTE, "mailto:nobody"));
        assertThat(message(Testbed.URI)).isEqualTo(500);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void routesToTheOutsideArePushedInOrder() {
        Peer border = bed.bed.peer("10.0.0.4");
        passing("a");
        router.to("a").then(ScriptedRouter.routes("b", SipRouteModifier.ROUTE, OUTSIDE, "sip:10.0.0.9;lr"));
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(border.requests.get(0).all(StandardHeader.ROUTE))
                .containsExactly("<" + OUTSIDE + ">", "<sip:10.0.0.9;lr>");
        router.then(ScriptedRouter.routes(null, SipRouteModifier.ROUTE, OUTSIDE));
        assertThat(message(Testbed.URI)).as("before any application").isEqualTo(200);
        assertThat(border.requests.get(1).requestUri()).hasToString(Testbed.URI);
    }

    @Test
    void anInternalRouteIsShownAsTheOneTakenOff() {
        TestServlet a = passing("a");
        TestServlet b = answering("b");
        router.to("a").then(ScriptedRouter.routes("b", SipRouteModifier.ROUTE, "sip:10.0.0.1:5060;lr;mode=x"));
        SipRequest request = bed.caller.request(StandardMethod.MESSAGE, Testbed.URI, "m", 1);
        request.addLast(StandardHeader.ROUTE, "<sip:10.0.0.1:5060;lr;first>");
        bed.send(request);
        assertThat(bed.caller.lastStatus()).isEqualTo(200);
        assertThat(first(a).getPoppedRoute().getURI().getParameter("first")).isNotNull();
        assertThat(first(b).getPoppedRoute().getURI().getParameter("mode")).isEqualTo("x");
        assertThat(first(b).getInitialPoppedRoute().getURI().getParameter("first")).isNotNull();
        assertThat(first(b).getInitialRemoteAddr()).isEqualTo("10.0.0.2");
        assertThat(first(b).getRemoteAddr()).as("from inside").isEqualTo("10.0.0.1");
    }

    @Test
    void aRouteThatAnApplicationPushesToThisContainerIsTakenOffForTheNextOne() {
        TestServlet a = bed.deploy("a");
        a.on("MESSAGE", request -> {
            request.pushRoute((jakarta.servlet.sip.SipURI) a.factory.createURI("sip:10.0.0.1:5060;lr;mode=y"));
            request.getProxy().proxyTo(request.getRequestURI());
        });
        TestServlet b = answering("b");
        router.to("a").to("b");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(first(b).getPoppedRoute().getURI().getParameter("mode")).isEqualTo("y");
        assertThat(first(b).getInitialPoppedRoute()).isNull();
    }

    @Test
    void routeBackLeavesAndAsksAgainWithTheSameState() {
        Peer border = bed.bed.peer("10.0.0.4");
        border.answering((request, transaction) -> {
            SipRequest back = request.copy();
            back.removeFirst(StandardHeader.ROUTE);
            border.send(back, new Relay(transaction));
        });
        TestServlet a = passing("a");
        TestServlet b = answering("b");
        router.to("a", OWN, "sip:ann@example.com")
                .then(new SipApplicationRouterInfo(null, OWN, null, new String[] {OUTSIDE}, SipRouteModifier.ROUTE_BACK,
                        "away"))
                .to("b");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(border.requests).hasSize(1);
        assertThat(router.last().state()).isEqualTo("away");
        assertThat(router.last().region()).isSameAs(OWN);
        assertThat(router.last().directive()).isEqualTo(SipApplicationRoutingDirective.CONTINUE);
        assertThat(first(b).getInitialRemoteAddr()).as("where it came in first").isEqualTo("10.0.0.2");
        assertThat(first(a).getRemoteAddr()).isEqualTo("10.0.0.2");
        assertThat(bed.isEmpty()).isTrue();
    }

    /** Passes responses to the one who asked. */
    private record Relay(io.bellhop.sip.transaction.ServerTransaction upstream)
            implements io.bellhop.sip.transaction.ClientTransactionUser {
        @Override
        public void response(io.bellhop.sip.transaction.ClientTransaction transaction, SipResponse response) {
            if (response.status() >= 200) {
                response.removeFirst(StandardHeader.VIA);
                upstream.respond(response);
            }
        }

        @Override
        public void timedOut(io.bellhop.sip.transaction.ClientTransaction transaction) {
            throw new AssertionError("time-out");
        }

        @Override
        public void transportFailed(io.bellhop.sip.transaction.ClientTransaction transaction, String why) {
            throw new AssertionError(why);
        }
    }

    @Test
    void aRequestOfAnApplicationIsNewUnlessItGoesOn() {
        TestServlet a = bed.deploy("a");
        a.on("MESSAGE", request -> {
            request.createResponse(200).send();
            for (SipApplicationRoutingDirective each : SipApplicationRoutingDirective.values()) {
                SipServletRequest own = a.factory.createRequest(request.getApplicationSession(), "INFO",
                        "sip:a@10.0.0.1", ComposedBed.CALLEE);
                own.setRoutingDirective(each, request);
                assertThat(own.getRoutingDirective()).isEqualTo(each);
                own.send();
                assertThatThrownBy(() -> own.setRoutingDirective(each, request)).as("sent")
                        .isInstanceOf(IllegalStateException.class);
            }
            a.factory.createRequest(request, true).send();
        });
        TestServlet b = answering("b").on("INFO", request -> request.createResponse(200).send());
        router.to("a", OWN, null).to("b").to("b").to("b").to("b");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(router.asked.stream().map(ScriptedRouter.Asked::directive)).containsExactly(
                SipApplicationRoutingDirective.NEW, SipApplicationRoutingDirective.NEW,
                SipApplicationRoutingDirective.CONTINUE, SipApplicationRoutingDirective.REVERSE,
                SipApplicationRoutingDirective.CONTINUE);
        assertThat(router.asked.stream().map(ScriptedRouter.Asked::state)).containsExactly(null, null, "a", "a", "a");
        assertThat(router.asked.get(3).region()).isSameAs(OWN);
        assertThat(b.log).containsExactly("INFO", "INFO", "INFO", "MESSAGE");
        assertThat(first(b).getInitialRemoteAddr()).as("made here").isNull();
        assertThat(b.requests.get(1).getInitialRemoteAddr()).as("goes on from outside").isEqualTo("10.0.0.2");
        assertThat(a.log).filteredOn("200 INFO"::equals).hasSize(3);
    }

    @Test
    void aDirectiveOtherThanNewNeedsARequestReceived() {
        TestServlet a = bed.deploy("a");
        a.on("MESSAGE", request -> {
            SipServletRequest own = a.factory.createRequest(request.getApplicationSession(), "INFO", "sip:a@10.0.0.1",
                    ComposedBed.CALLEE);
            assertThatThrownBy(() -> own.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, own))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> own.setRoutingDirective(SipApplicationRoutingDirective.REVERSE, null))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> request.setRoutingDirective(SipApplicationRoutingDirective.NEW, null))
                    .isInstanceOf(IllegalStateException.class);
            request.createResponse(200).send();
        });
        router.to("a");
        assertThat(message(Testbed.URI)).isEqualTo(200);
    }

    @Test
    void anApplicationMayCallAnotherOneInside() {
        TestServlet a = bed.deploy("a");
        a.on("MESSAGE", request -> {
            request.createResponse(200).send();
            a.factory.createRequest(request.getApplicationSession(), "INVITE", "sip:a@10.0.0.1", Testbed.URI).send();
        });
        a.onResponse(response -> {
            if (response.getMethod().equals("INVITE") && response.getStatus() == 200) {
                response.createAck().send();
                response.getSession().createRequest("BYE").send();
            }
        });
        TestServlet b = bed.answering("b");
        router.to("a").to("b");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(b.log).containsExactly("INVITE", "ACK", "BYE");
        assertThat(a.log).containsExactly("MESSAGE", "180 INVITE", "200 INVITE", "200 BYE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aTelephoneNumberMayBeProxiedToTheNextApplication() {
        TestServlet a = bed.deploy("a");
        a.on("MESSAGE", request -> request.getProxy().proxyTo(a.factory.createURI("tel:+4930123")));
        TestServlet b = answering("b");
        router.to("a").to("b");
        assertThat(message(Testbed.URI)).isEqualTo(200);
        assertThat(first(b).getRequestURI()).hasToString("tel:+4930123");
    }
}
