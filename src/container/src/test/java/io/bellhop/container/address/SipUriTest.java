package io.bellhop.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    @Test
    void everyComponentIsFound() throws Exception {
        SipURIImpl uri = new SipURIImpl("sips:al%40ice:se%3Acret@Atlanta.com:5061;transport=tcp;lr;ttl=15"
                + ";maddr=239.255.255.1;user=ip;method=INFO?Subject=project%20x&Priority=urgent");
        assertThat(uri.getScheme()).isEqualTo("sips");
        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.isSipURI()).isTrue();
        assertThat(uri.getUser()).isEqualTo("al@ice");
        assertThat(uri.getUserPassword()).isEqualTo("se:cret");
        assertThat(uri.getHost()).isEqualTo("Atlanta.com");
        assertThat(uri.getPort()).isEqualTo(5061);
        assertThat(uri.getTransportParam()).isEqualTo("tcp");
        assertThat(uri.getLrParam()).isTrue();
        assertThat(uri.getParameter("LR")).isEmpty();
        assertThat(uri.getTTLParam()).isEqualTo(15);
        assertThat(uri.getMAddrParam()).isEqualTo("239.255.255.1");
        assertThat(uri.getUserParam()).isEqualTo("ip");
        assertThat(uri.getMethodParam()).isEqualTo("INFO");
        assertThat(uri.getHeader("subject")).isEqualTo("project x");
        assertThat(uri.getHeaderNames()).toIterable().containsExactly("Subject", "Priority");
        assertThat(uri.getParameterNames()).toIterable()
                .containsExactly("transport", "lr", "ttl", "maddr", "user", "method");
    }

    @Test
    void whatIsNotThereIsNullOrMinusOne() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:atlanta.com");
        assertThat(uri.getUser()).isNull();
        assertThat(uri.getUserPassword()).isNull();
        assertThat(uri.getPort()).isEqualTo(-1);
        assertThat(uri.getTTLParam()).isEqualTo(-1);
        assertThat(uri.getTransportParam()).isNull();
        assertThat(uri.getLrParam()).isFalse();
        assertThat(uri.getHeader("to")).isNull();
    }

    // RFC 3261, 19.1.3, and what phones write
    @ParameterizedTest
    @ValueSource(strings = {
        "sip:alice@atlanta.com", "sip:alice:secretword@atlanta.com;transport=tcp",
        "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
        "sip:+1-212-555-1212:1234@gateway.com;user=phone", "sips:1212@gateway.com", "sip:alice@192.0.2.4",
        "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", "sip:alice;day=tuesday@atlanta.com",
        "SIP:%61lice@[2001:DB8::1]:5060;LR;Foo=%41", "sip:[::]", "sip:[1:2:3:4:5:6:7:8]", "sip:[1::]",
        "sip:[::ffff:1.2.3.4]", "sip:[1:2:3:4:5:6:1.2.3.4]", "sip:*21#5@pbx", "sip:host.example.", "sip:a@my_host",
    })
    void theTextOfAnUntouchedUriIsGivenBackVerbatim(String text) throws Exception {
        SipURIImpl uri = new SipURIImpl(text);
        uri.getParameter("x");
        uri.getHeader("x");
        assertThat(uri).hasToString(text);
        assertThat(uri.clone()).hasToString(text);
        byte[] bytes = ("\t" + text + " ").getBytes(StandardCharsets.UTF_8);
        assertThat(new SipURIImpl(bytes, 0, bytes.length)).hasToString(text);
    }

    @Test
    void theUserMayHoldSemicolonsThatAreNoParameters() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:alice;day=tuesday@atlanta.com");
        assertThat(uri.getUser()).isEqualTo("alice;day=tuesday");
        assertThat(uri.getParameter("day")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "sip", "sip:", "sips:", "alice@atlanta.com", "sip:@atlanta.com", "sip:alice@", "sip::pw@host",
        "sip:alice@host:port", "sip:alice@host:", "sip:alice@host:99999", "sip:alice@host:50 60", "sip:al ice@host",
        "sip:alice@[::1", "sip:alice@[zz::1]", "sip:alice@[]", "sip:alice@[1:2:3]", "sip:alice@[1::2::3]",
        "sip:alice@[:::]",
        "sip:alice@[12345::1]", "sip:alice@[1:2:3:4:5:6:7:8:9]", "sip:alice@[::1.2.3]", "sip:alice@[::1.2.3.256]",
        "sip:alice@[1:2:3:4:5:6:7:]", "sip:alice@[::1%25eth0]", "sip:alice@ho%73t", "sip:alice@-host",
        "sip:alice@host..net", "sip:alice@.host", "sip:a@b@c", "sip:a%4@host", "sip:a%zz@host", "sip:a@host;",
        "sip:a@host;;lr", "sip:a@host;=x", "sip:a@host?", "sip:a@host?x", "sip:a@host?=x", "sip:a@host?x=1&",
        "sip:a@host/path", "sip:a@host;x=<y>", "sip:a@host;x=\"y\"", "sip:a@host\r\nVia: x", "http://host",
        "<sip:a@host>", " sip:a@host",
    })
    void badInputIsAServletParseException(String text) {
        assertThatThrownBy(() -> new SipURIImpl(text)).isInstanceOf(ServletParseException.class)
                .hasMessageContaining(Text.shown(text));
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefusedAndWhatIsReadIsStable(@ForAll @StringLength(max = 25)
            @Chars({'s', 'i', 'p', ':', '@', ';', '=', '?', '&', '%', '4', '[', ']', '.', '<', '>', '"', ' ', ','})
            @CharRange(from = 'a', to = 'c') String tail) throws Exception {
        try {
            SipURIImpl uri = new SipURIImpl("sip:" + tail);
            SipURIImpl changed = uri.clone();
            changed.setPort(7);
            changed.setPort(uri.getPort());
            assertThat(new SipURIImpl(changed.toString())).isEqualTo(uri);
            assertThat(changed.toString()).isEqualTo(uri.toString());
        } catch (ServletParseException e) {
            assertThat(e).hasMessageContaining("URI");
        }
    }

    @Property(tries = 500)
    void whatASetterTakesAGetterReturnsThroughTheWire(@ForAll @StringLength(min = 1, max = 12) @Chars({'a', 'Z', '@',
        ':', ';', '%', ' ', '"', '<', '?', '/', '\u00e9', '\u20ac', '\r', '\n', '='}) String s) throws Exception {
        SipURIImpl uri = new SipURIImpl("x", "host");
        uri.setUser(s);
        uri.setUserPassword(s);
        uri.setParameter("p", s);
        uri.setHeader("h", s);
        SipURIImpl read = new SipURIImpl(uri.toString());
        assertThat(read.getUser()).isEqualTo(s);
        assertThat(read.getUserPassword()).isEqualTo(s);
        assertThat(read.getParameter("p")).isEqualTo(s);
        assertThat(read.getHeader("h")).isEqualTo(s);
    }

    @Test
    void reservedCharactersAreEscapedPerComponent() {
        SipURIImpl uri = new SipURIImpl("alice", "atlanta.com");
        uri.setUser("j@s0n:x;y");
        uri.setParameter("a;b", "c=d:e");
        uri.setHeader("Subject", "next meeting?");
        assertThat(uri).hasToString("sip:j%40s0n%3Ax;y@atlanta.com;a%3Bb=c%3Dd:e?Subject=next%20meeting?");
    }

    @Test
    void partsThatWereNotChangedStayAsTheyWereWritten() throws Exception {
        SipURIImpl uri = new SipURIImpl("SIP:%61lice@AtLanTa.CoM;Foo=%41;lr?X=%42");
        uri.setPort(5070);
        assertThat(uri).hasToString("SIP:%61lice@AtLanTa.CoM:5070;Foo=%41;lr?X=%42");
        uri.setLrParam(false);
        uri.setTransportParam("tcp");
        uri.setSecure(true);
        assertThat(uri).hasToString("sips:%61lice@AtLanTa.CoM:5070;Foo=%41;transport=tcp?X=%42");
        uri.removeHeader("x");
        uri.setPort(-1);
        uri.setUser(null);
        assertThat(uri).hasToString("sips:AtLanTa.CoM;Foo=%41;transport=tcp");
    }

    @Test
    void aUriMadeOfPartsWritesThePortOut() {
        assertThat(new SipURIImpl("bob", "10.0.0.1:5080")).hasToString("sip:bob@10.0.0.1:5080");
        assertThat(new SipURIImpl("bob", "10.0.0.1:5080").getPort()).isEqualTo(5080);
        assertThat(new SipURIImpl(null, "example.com")).hasToString("sip:example.com");
        assertThat(new SipURIImpl("", "example.com")).hasToString("sip:example.com");
        assertThat(new SipURIImpl("b", "::1")).hasToString("sip:b@[::1]");
        assertThat(new SipURIImpl("b", "[::1]:5062")).hasToString("sip:b@[::1]:5062");
        assertThat(new SipURIImpl("b%40x", "h").getUser()).isEqualTo("b@x");
        assertThat(new SipURIImpl("b@x", "h").getUser()).isEqualTo("b@x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "h:x", "h:", "h:70000", "h\r\nVia: x", "[::1", "h;lr", "u@h"})
    void aHostThatIsNoneIsAnIllegalArgument(String host) {
        assertThatThrownBy(() -> new SipURIImpl("bob", host)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCloneLivesItsOwnLife() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:a@h;x=1?y=2");
        SipURIImpl copy = uri.clone();
        copy.setParameter("x", "9");
        copy.setHeader("y", "8");
        assertThat(uri).hasToString("sip:a@h;x=1?y=2");
        assertThat(copy).hasToString("sip:a@h;x=9?y=8");
    }

    @Test
    void aNullParameterValueRemoves() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:a@h;x=1;X=2;y");
        uri.setParameter("x", null);
        assertThat(uri).hasToString("sip:a@h;y");
    }

    @Test
    void aSystemUriRefusesEveryChangeAndAContactsUriSome() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:a@h;x=1");
        uri.protect(Protection.SYSTEM);
        assertThatThrownBy(() -> uri.setUser("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.removeParameter("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setHeader("x", "y")).isInstanceOf(IllegalStateException.class);
        uri.protect(Protection.CONTACT);
        uri.setUser("b");
        uri.setParameter("y", "2");
        assertThatThrownBy(() -> uri.setHost("evil")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setPort(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setSecure(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setLrParam(true)).isInstanceOf(IllegalStateException.class);
        assertThat(uri).hasToString("sip:b@h;x=1;y=2");
        assertThat(uri.clone().level()).isEqualTo(Protection.OPEN);
    }

    @Test
    void aUriSurvivesSerialisation() throws Exception {
        SipURIImpl uri = new SipURIImpl("sip:a@h;x=1?y=2");
        uri.onChange(() -> { });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(uri);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(uri).hasToString("sip:a@h;x=1?y=2");
        }
    }
}
