package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289 4.1.3, 5 and the Javadoc of SipServletMessage and SipServletRequest. */
class MessageRulesTest {
    private final Testbed bed = new Testbed().open();

    /** A request as a servlet is shown it. */
    private SipServletRequest received(StandardMethod method, String... headers) {
        Peer peer = bed.peer("10.0.0.2");
        SipRequest request = peer.request(method, "sip:service@10.0.0.1:5060;x=1", "c1", 1);
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.addLast(io.bellhop.sip.message.HeaderName.of(header.substring(0, colon)),
                    header.substring(colon + 1).strip());
        }
        peer.send(request);
        bed.simulation.runFor(20);
        return bed.servlet.requests.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "f", "To", "Call-ID", "i", "CSeq", "Via", "Route", "Record-Route", "Contact", "m",
            "RSeq", "RAck"})
    void systemHeadersAreTheContainers(String name) {
        SipServletRequest request = received(StandardMethod.INVITE);
        assertThatThrownBy(() -> request.setHeader(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.addHeader(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.removeHeader(name)).isInstanceOf(IllegalArgumentException.class);
    }

    /** "Contact is a system header field in messages other than REGISTER requests and responses, 3xx and 485 ..." */
    @Test
    void contactIsFreeWhereItIsTheApplications() {
        SipServletRequest register = received(StandardMethod.REGISTER);
        register.setHeader("Contact", "<sip:a@10.0.0.9>");
        assertThat(register.getHeader("m")).isEqualTo("<sip:a@10.0.0.9>");
        bed.onLoop(() -> {
            SipServletResponse ok = register.createResponse(200);
            ok.addHeader("Contact", "<sip:b@10.0.0.9>");
            assertThat(ok.getHeader("Contact")).isEqualTo("<sip:b@10.0.0.9>");
        });
    }

    @Test
    void contactOfARedirectIsTheApplications() {
        SipServletRequest invite = received(StandardMethod.INVITE);
        bed.onLoop(() -> {
            SipServletResponse moved = invite.createResponse(302);
            moved.setHeader("Contact", "<sip:b@10.0.0.9>");
            assertThat(moved.getHeader("Contact")).isEqualTo("<sip:b@10.0.0.9>");
            assertThatThrownBy(() -> invite.createResponse(200).setHeader("Contact", "<sip:b@10.0.0.9>"))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void headersAreReadInEveryForm() throws ServletParseException {
        SipServletRequest request = received(StandardMethod.MESSAGE, "Subject: hello", "P-Asserted-Identity: <sip:a@b>",
                "P-Asserted-Identity: <tel:+1>", "Allow: INVITE, ACK", "X-Own: 1", "Event: presence;id=7",
                "Accept-Language: da, en;q=0.5, fr;q=0.7", "Expires: 60");

        assertThat(request.getHeader("s")).isEqualTo("hello");
        assertThat(request.getHeader("x-own")).isEqualTo("1");
        assertThat(request.getHeader("Missing")).isNull();
        assertThat(list(request.getHeaders("Allow"))).containsExactly("INVITE", "ACK");
        assertThat(request.getHeaders("Missing").hasNext()).isFalse();
        assertThat(list(request.getAddressHeaders("P-Asserted-Identity"))).extracting(Address::toString)
                .containsExactly("<sip:a@b>", "<tel:+1>");
        assertThat(request.getParameterableHeader("o").getParameter("id")).isEqualTo("7");
        assertThat(request.getExpires()).isEqualTo(60);
        assertThat(request.getAcceptLanguage()).isEqualTo(Locale.forLanguageTag("da"));
        assertThat(list2(request.getAcceptLanguages())).extracting(Locale::toLanguageTag)
                .containsExactly("da", "fr", "en");
        assertThat(list2(request.getHeaderNames())).contains("Via", "From", "Subject", "X-Own");
    }

    private static <T> List<T> list(ListIterator<T> values) {
        return list2(values);
    }

    private static <T> List<T> list2(java.util.Iterator<T> values) {
        List<T> all = new java.util.ArrayList<>();
        values.forEachRemaining(all::add);
        return all;
    }

    /** "Changes to an Address obtained from a message are written through, unless it is a system header." */
    @Test
    void changesOfAnAddressAreWrittenThrough() throws ServletParseException {
        SipServletRequest request = received(StandardMethod.MESSAGE, "Reply-To: <sip:a@b>",
                "P-Asserted-Identity: <sip:a@b>, <sip:c@d>");
        Address replyTo = request.getAddressHeader("Reply-To");
        replyTo.setDisplayName("Ann");
        ((SipURI) replyTo.getURI()).setHost("example.org");
        assertThat(request.getHeader("Reply-To")).contains("Ann", "sip:a@example.org");

        ListIterator<Address> identities = request.getAddressHeaders("P-Asserted-Identity");
        identities.next();
        ((SipURI) identities.next().getURI()).setUser("e");
        assertThat(list(request.getHeaders("P-Asserted-Identity"))).containsExactly("<sip:a@b>", "<sip:e@d>");
        identities.remove();
        assertThat(list(request.getHeaders("P-Asserted-Identity"))).containsExactly("<sip:a@b>");

        assertThatThrownBy(() -> request.getFrom().setDisplayName("x")).isInstanceOf(IllegalStateException.class);
        ListIterator<String> vias = request.getHeaders("Via");
        vias.next();
        assertThatThrownBy(vias::remove).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void textIsAStringAndOtherContentBytes() throws IOException {
        SipServletRequest request = received(StandardMethod.MESSAGE);
        request.setContent("hällo", "text/plain;charset=UTF-8");
        assertThat(request.getContent()).isEqualTo("hällo");
        assertThat(request.getContentLength()).isEqualTo(6);
        assertThat(request.getContentType()).isEqualTo("text/plain;charset=UTF-8");
        request.setContent(new byte[] {1, 2}, "application/octet-stream");
        assertThat(request.getContent()).isEqualTo(new byte[] {1, 2});
        request.setContent("v=0\r\n", "application/sdp");
        assertThat(request.getRawContent()).hasSize(5);
        assertThatThrownBy(() -> request.setContent("x", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setCharacterEncoding("no-such"))
                .isInstanceOf(java.io.UnsupportedEncodingException.class);
    }

    @Test
    void whereARequestCameFromIsKnown() {
        SipServletRequest request = received(StandardMethod.MESSAGE);
        assertThat(request.getRemoteAddr()).isEqualTo("10.0.0.2");
        assertThat(request.getRemotePort()).isEqualTo(5060);
        assertThat(request.getInitialRemoteAddr()).isEqualTo("10.0.0.2");
        assertThat(request.getLocalAddr()).isEqualTo("10.0.0.1");
        assertThat(request.getTransport()).isEqualTo("UDP");
        assertThat(request.isSecure()).isFalse();
        assertThat(request.isInitial()).isTrue();
        assertThat(request.getParameter("x")).isEqualTo("1");
        assertThat(request.getRequestURI().toString()).isEqualTo("sip:service@10.0.0.1:5060;x=1");
    }

    @Test
    void anAnsweredRequestIsCommitted() throws IOException {
        SipServletRequest request = received(StandardMethod.MESSAGE);
        bed.onLoop(() -> {
            UserAgentServerTest.send(request.createResponse(100));
            assertThat(request.isCommitted()).isFalse();
            SipServletResponse ok = request.createResponse(200);
            UserAgentServerTest.send(ok);
            assertThat(request.isCommitted()).isTrue();
            assertThat(ok.isCommitted()).isTrue();
            assertThatThrownBy(ok::send).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> request.createResponse(200)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(request::getProxy).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> request.setHeader("Subject", "x")).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void theRouteThatIsOursIsTakenOff() {
        SipServletRequest request = received(StandardMethod.MESSAGE,
                "Route: <sip:10.0.0.1:5060;lr;y=2>, <sip:next.example.com;lr>");
        assertThat(request.getPoppedRoute().getURI().getParameter("y")).isEqualTo("2");
        assertThat(request.getInitialPoppedRoute()).isEqualTo(request.getPoppedRoute());
        assertThat(list(request.getHeaders("Route"))).containsExactly("<sip:next.example.com;lr>");
        assertThat(request.getParameter("y")).isEqualTo("2");
    }

    @Test
    void routesArePushedOnTop() {
        SipServletRequest request = received(StandardMethod.MESSAGE);
        SipURI first = bed.factory().createSipURI(null, "one.example.com");
        SipURI second = bed.factory().createSipURI(null, "two.example.com");
        first.setLrParam(true);
        request.pushRoute(first);
        request.pushRoute(second);
        assertThat(list(request.getHeaders("Route")))
                .containsExactly("<sip:two.example.com>", "<sip:one.example.com;lr>");
        assertThatThrownBy(() -> request.pushPath(bed.factory().createAddress(first)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecondHeaderIsNotSmuggledIn() {
        SipServletRequest request = received(StandardMethod.MESSAGE);
        assertThatThrownBy(() -> request.setHeader("Subject", "x\r\nFrom: <sip:evil@b>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attributesBelongToTheMessage() {
        SipServletMessage request = received(StandardMethod.MESSAGE);
        request.setAttribute("a", 1);
        assertThat(request.getAttribute("a")).isEqualTo(1);
        request.removeAttribute("a");
        assertThat(request.getAttributeNames().hasMoreElements()).isFalse();
        assertThatThrownBy(() -> request.getAttribute(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aMalformedHeaderIsToldWhenItIsRead() {
        SipServletRequest request = received(StandardMethod.MESSAGE, "Reply-To: <sip:a@");
        assertThatThrownBy(() -> request.getAddressHeader("Reply-To")).isInstanceOf(ServletParseException.class);
        assertThat(request.getHeader("Reply-To")).isEqualTo("<sip:a@");
    }
}
