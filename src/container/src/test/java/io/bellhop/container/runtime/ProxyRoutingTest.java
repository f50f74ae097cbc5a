package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transport.Transport;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipURI;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes out on a branch, and where (RFC 3261 16.4 and 16.6, RFC 5658, RFC 3327). */
class ProxyRoutingTest extends ProxyBed {
    private static final String TOKEN = "[0-9a-v]{16}";

    @Test
    void aForwardedRequestHasOneHopLessAndOurViaOnTop() {
        proxies(proxy -> { }, a);
        call();

        SipRequest sent = a.invite();
        assertThat(sent.maxForwards()).as("16.6 step 3").isEqualTo(69);
        assertThat(sent.requestUri().toString()).as("16.6 step 2").isEqualTo(a.uri());
        assertThat(sent.all(StandardHeader.VIA)).as("16.6 step 8").hasSize(2);
        assertThat(sent.topVia().host().toString()).isEqualTo("10.0.0.1");
        assertThat(sent.has(StandardHeader.RECORD_ROUTE)).isFalse();
    }

    @Test
    void withoutMaxForwardsOneOf70IsAdded() {
        proxies(proxy -> { }, a);
        SipRequest invite = invite();
        invite.remove(StandardHeader.MAX_FORWARDS);
        caller.send(invite);
        bed.simulation.runFor(20);

        assertThat(a.invite().maxForwards()).isEqualTo(70);
    }

    /** 16.3 step 3, and JSR 289, TooManyHopsException: the container answers. */
    @Test
    void withoutHopsLeftTheAnswerIs483() {
        proxies(proxy -> { }, a);
        SipRequest invite = invite();
        invite.maxForwards(0);
        caller.send(invite);
        bed.simulation.runFor(20);

        assertThat(a.invites).isEmpty();
        assertThat(finals()).containsExactly(483);
    }

    @Test
    void oneRecordRouteWhereBothSidesUseTheSamePoint() {
        proxies(proxy -> proxy.setRecordRoute(true), a);
        call();

        assertThat(a.invite().all(StandardHeader.RECORD_ROUTE)).hasSize(1).first().asString()
                .matches("<sip:10\\.0\\.0\\.1:5060;lr;bh=" + TOKEN + ">");
    }

    /** RFC 5658: "double record-routing", so that each side finds a value that it can reach. */
    @Test
    void twoRecordRoutesWhereTheTransportChanges() {
        proxies(proxy -> proxy.setRecordRoute(true), a);
        String invite = invite().toString().replace("\r\n\r\n", "\r\n");
        var tcp = new io.bellhop.simulation.ScriptedPeer(bed.simulation, "10.0.0.7");
        tcp.listen(Transport.TCP, 5060);
        String via = "Via: SIP/2.0/TCP 10.0.0.7:5060;branch=z9hG4bKtcp\r\n";
        int line = invite.indexOf("\r\n") + 2;
        String text = invite.substring(0, line) + via + invite.substring(line).replace("Content-Length: 0\r\n", "")
                + "Content-Length: 0\r\n\r\n";
        tcp.send(text, Transport.TCP, new InetSocketAddress("10.0.0.1", 5060));
        bed.simulation.runFor(50);

        List<String> routes = a.invite().all(StandardHeader.RECORD_ROUTE);
        assertThat(routes).hasSize(2);
        assertThat(routes.get(0)).as("the callee's side").matches("<sip:10\\.0\\.0\\.1:5060;lr;bh=" + TOKEN + ">");
        assertThat(routes.get(1)).as("the caller's side")
                .matches("<sip:10\\.0\\.0\\.1:5060;lr;bh=" + TOKEN + ";transport=tcp>");
        SipResponse ok = a.made(200);
        a.send(ok);
        bed.simulation.runFor(20);
        SipRequest bye = fromCallee(a, ok, StandardMethod.BYE, 1);
        bye.set(StandardHeader.FROM, ok.firstSlice(StandardHeader.TO));
        a.peer.send(bye);
        bed.simulation.runFor(20);
        assertThat(bed.servlet.log).as("both values are ours to take").contains("BYE");
        assertThat(bed.servlet.requests.get(1).getHeader("Route")).isNull();
    }

    @Test
    void parametersSetLaterAreNotInBranchesMadeBefore() {
        bed.servlet.on("INVITE", request -> {
            proxy = request.getProxy();
            proxy.setRecordRoute(true);
            proxy.getRecordRouteURI().setParameter("n", "1");
            proxy.createProxyBranches(uris(a));
            proxy.getRecordRouteURI().setParameter("n", "2;x");
            proxy.createProxyBranches(uris(b));
            proxy.startProxy();
        });
        bed.open();
        call();

        assertThat(a.invite().first(StandardHeader.RECORD_ROUTE)).endsWith(";n=1>");
        assertThat(b.invite().first(StandardHeader.RECORD_ROUTE)).endsWith(";n=2%3Bx>");
    }

    /** 16.12.1.1: a pre-loaded Route that is not ours is followed. */
    @Test
    void aPreloadedRouteIsFollowed() {
        bed.servlet.on("INVITE", request -> request.getProxy().proxyTo(request.getRequestURI()));
        bed.open();
        SipRequest invite = caller.request(StandardMethod.INVITE, "sip:far@example.org", "c1", 1);
        invite.addLast(StandardHeader.ROUTE, "<sip:10.0.0.1:5060;lr>");
        invite.addLast(StandardHeader.ROUTE, "<sip:10.0.0.3:5060;lr>");
        caller.send(invite);
        bed.simulation.runFor(20);

        assertThat(a.invite().all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.3:5060;lr>");
        assertThat(a.invite().requestUri().toString()).isEqualTo("sip:far@example.org");
        assertThat(bed.servlet.requests.get(0).getPoppedRoute().getURI()).hasToString("sip:10.0.0.1:5060;lr");
    }

    /** 16.6 step 6: "If the first value in the Route header field indicates a strict router". */
    @Test
    void aStrictRouterGetsItsUriAndTheTargetGoesLast() {
        bed.servlet.on("INVITE", request -> request.getProxy().proxyTo(request.getRequestURI()));
        bed.open();
        SipRequest invite = caller.request(StandardMethod.INVITE, "sip:far@example.org", "c1", 1);
        invite.addLast(StandardHeader.ROUTE, "<sip:10.0.0.1:5060;lr>");
        invite.addLast(StandardHeader.ROUTE, "<sip:10.0.0.3:5060>");
        invite.addLast(StandardHeader.ROUTE, "<sip:next@example.org;lr>");
        caller.send(invite);
        bed.simulation.runFor(20);

        assertThat(a.invite().requestUri().toString()).isEqualTo("sip:10.0.0.3:5060");
        assertThat(a.invite().all(StandardHeader.ROUTE))
                .containsExactly("<sip:next@example.org;lr>", "<sip:far@example.org>");
    }

    @Test
    void aRouteThatTheApplicationPushesComesFirst() {
        bed.servlet.on("INVITE", request -> {
            request.pushRoute((SipURI) uri("sip:10.0.0.3:5060;lr"));
            request.getProxy().proxyTo(uri("sip:far@example.org"));
        });
        bed.open();
        call();

        assertThat(a.invite().all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.3:5060;lr>");
        assertThat(a.invite().requestUri().toString()).isEqualTo("sip:far@example.org");
    }

    @Test
    void aTelUriNeedsARoute() {
        List<String> thrown = new ArrayList<>();
        bed.servlet.on("INVITE", request -> {
            Proxy its = request.getProxy();
            try {
                its.proxyTo(uri("tel:+4930123456"));
            } catch (IllegalArgumentException e) {
                thrown.add(e.getMessage());
            }
            request.pushRoute((SipURI) uri("sip:10.0.0.3:5060;lr"));
            its.proxyTo(uri("tel:+4930123456"));
        });
        bed.open();
        call();

        assertThat(thrown).hasSize(1);
        assertThat(a.invite().requestUri().toString()).isEqualTo("tel:+4930123456");
    }

    /** 19.1.1: a Request-URI has neither headers nor a method. */
    @Test
    void headersAndMethodOfATargetStayBehind() {
        bed.servlet.on("INVITE", request ->
                request.getProxy().proxyTo(uri(a.uri() + ";method=BYE;x=1?Subject=hi")));
        bed.open();
        call();

        assertThat(a.invite().requestUri().toString()).isEqualTo(a.uri() + ";x=1");
    }

    /** RFC 3327, for REGISTER alone. */
    @Test
    void aPathIsAddedToRegister() {
        bed.servlet.on("REGISTER", request -> {
            Proxy its = request.getProxy();
            its.setAddToPath(true);
            its.getPathURI().setParameter("user-state", "7");
            its.proxyTo(uri("sip:10.0.0.3:5060"));
        });
        bed.servlet.on("INVITE", request -> {
            Proxy its = request.getProxy();
            its.setAddToPath(true);
            its.proxyTo(uri(a.uri()));
        });
        bed.open();
        caller.send(caller.request(StandardMethod.REGISTER, Testbed.URI, "r1", 1));
        bed.simulation.runFor(20);
        call();

        assertThat(a.peer.requests.get(0).all(StandardHeader.PATH)).hasSize(1).first().asString()
                .matches("<sip:10\\.0\\.0\\.1:5060;lr;bh=" + TOKEN + ";user-state=7>");
        assertThat(a.invite().has(StandardHeader.PATH)).isFalse();
        assertThat(statuses()).contains(200);
    }

    /** The Path comes back as the Route of a new call to the one registered; its parameters are the request's. */
    @Test
    void aRequestAlongAPathIsInitialAndHasItsParameters() {
        List<String> seen = new ArrayList<>();
        bed.servlet.on("REGISTER", request -> {
            Proxy its = request.getProxy();
            its.setAddToPath(true);
            its.getPathURI().setParameter("color", "blue");
            its.proxyTo(uri("sip:10.0.0.3:5060"));
        });
        bed.servlet.on("INVITE", request -> {
            seen.add(request.isInitial() + " " + request.getParameter("color"));
            request.getProxy().proxyTo(request.getRequestURI());
        });
        bed.open();
        caller.send(caller.request(StandardMethod.REGISTER, Testbed.URI, "r1", 1));
        bed.simulation.runFor(20);
        SipRequest invite = caller.request(StandardMethod.INVITE, b.uri(), "c1", 1);
        invite.addLast(StandardHeader.ROUTE, a.peer.requests.get(0).first(StandardHeader.PATH));
        caller.send(invite);
        bed.simulation.runFor(20);

        assertThat(seen).containsExactly("true blue");
        assertThat(b.invites).hasSize(1);
    }

    @Test
    void theOutboundInterfaceIsTheApplicationsChoice() {
        bed.host.listen(Transport.UDP, 5070);
        proxies(proxy -> {
            proxy.setOutboundInterface(new InetSocketAddress("10.0.0.1", 5070));
            proxy.setRecordRoute(true);
        }, a);
        call();

        assertThat(a.invite().topVia().port()).isEqualTo(5070);
        assertThat(a.invite().all(StandardHeader.RECORD_ROUTE)).hasSize(2).first().asString().contains(":5070");
    }
}
