package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any bytes. */
class MessagePropertiesTest {
    /** A change of the bytes of a good message: at a place, a number of bytes dropped and others put in. */
    record Change(int place, int dropped, String put) {}

    @Property(tries = 3000)
    void anyBytesAreAMessageAFaultOrNothing(@ForAll @Size(max = 600) byte[] bytes) {
        look(Messages.INTEROP.read(bytes, 0, bytes.length));
        look(Messages.STRICT.read(bytes, 0, bytes.length));
    }

    @Property(tries = 6000)
    void aDamagedMessageIsAMessageAFaultOrNothing(
            @ForAll("changes") List<Change> changes, @ForAll("messages") String message) {
        byte[] bytes = damaged(message, changes);
        look(Messages.INTEROP.read(bytes.clone(), 0, bytes.length));
        look(Messages.STRICT.read(bytes.clone(), 0, bytes.length));
    }

    @Property(tries = 3000)
    void whatIsReadIsTheSameWhenItIsWrittenAndReadAgain(
            @ForAll("changes") List<Change> changes, @ForAll("messages") String message) {
        byte[] bytes = damaged(message, changes);
        SipMessage first = Messages.INTEROP.read(bytes, 0, bytes.length);
        if (first == null || first.fault() != null) {
            return;
        }
        byte[] written = first.toByteArray();
        SipMessage second = Messages.INTEROP.read(written, 0, written.length);
        assertThat(second.fault()).isNull();
        assertThat(second.toByteArray()).isEqualTo(written);
        assertThat(second.topVia().text()).isEqualTo(first.topVia().text());
        assertThat(second.callIdHash()).isEqualTo(first.callIdHash());
        assertThat(second.fromTag()).isEqualTo(first.fromTag());
        assertThat(second.toTag()).isEqualTo(first.toTag());
        assertThat(second.cseq()).isEqualTo(first.cseq());
        assertThat(second.cseqMethod()).isEqualTo(first.cseqMethod());
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Property(tries = 500)
    void itDoesNotMatterWhereInTheBufferAMessageLies(@ForAll @Size(max = 50) byte[] before, @ForAll byte[] after) {
        byte[] invite = Messages.INVITE.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[before.length + invite.length + after.length];
        System.arraycopy(before, 0, buffer, 0, before.length);
        System.arraycopy(invite, 0, buffer, before.length, invite.length);
        System.arraycopy(after, 0, buffer, before.length + invite.length, after.length);
        SipMessage message = Messages.STRICT.read(buffer, before.length, before.length + invite.length);
        assertThat(message.fault()).isNull();
        assertThat(message).hasToString(Messages.INVITE);
    }

    /** Linear time: what makes a careless reader look at the same bytes again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<", "\"", "\"\\", ",", ";", ";a", "=", "a=\"", "\r\n ", " ", "\t", "<>", "<a>,", ",\"", ":", "@",
                "%", "\r\nA: ", "\r\nl: 5", "\r\nVia: SIP/2.0/UDP a", "SIP/2.0 ", "\n", "\r", "sip:", "[", "(", "\u00e9"})
    void manyTimesTheSameIsReadInLinearTime(String piece) {
        String many = piece.repeat(60_000 / piece.length());
        MessageReader patient = new MessageReader(
                new MessageLimits(70_000, 70_000, 70_000, 70_000), Tolerance.INTEROP);
        for (String name : List.of("INVITE sip:a", "Via: SIP/2.0/UDP a", "To: a", "Route: <sip:a>", "X-Colour: a")) {
            boolean start = name.startsWith("INVITE");
            String text = start ? Messages.inviteStarting(name + many) : Messages.inviteWith(name + many);
            assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
                SipMessage message = Messages.read(patient, text);
                if (message != null) {
                    message.all(StandardHeader.ROUTE);
                    message.all(StandardHeader.VIA);
                    message.removeFirst(StandardHeader.ROUTE);
                    message.removeLast(StandardHeader.ROUTE);
                    message.toByteArray();
                }
            });
        }
    }

    /** Everything that may be asked of a message, with a fault or without. */
    private static void look(SipMessage message) {
        if (message == null) {
            return;
        }
        SipMessage copy = message.copy();
        assertThat(copy.toByteArray()).hasSize(copy.length());
        for (int line = 0; line < copy.lines(); line++) {
            HeaderName name = copy.name(line);
            assertThat(HeaderName.of(copy.spelling(line).toString())).isEqualTo(name);
            assertThat(copy.raw(line).toString()).isNotNull();
            copy.all(name);
            assertThat(copy.first(name)).isNotNull();
        }
        boolean good = copy.fault() == null;
        assertThat(copy.topVia() != null || !good).isTrue();
        assertThat(copy.callId() != null || !good).isTrue();
        assertThat(copy.cseq() >= 0 || !good).isTrue();
        assertThat(copy.cseqMethod() != null || !good).isTrue();
        copy.fromTag();
        copy.toTag();
        copy.callIdHash();
        if (copy.topVia() != null) {
            lookAt(copy.topVia());
        }
        if (copy instanceof SipRequest request) {
            request.maxForwards();
            request.sipUri();
            route(request);
            SipResponse response = SipResponse.to(request, 400, null, Slice.of("t"));
            assertThat(response.toByteArray()).hasSize(response.length());
            assertThat(response.topVia() == null).isEqualTo(request.topVia() == null);
        }
    }

    private static void lookAt(Via via) {
        Via mended = Via.parse(via.with("192.0.2.1", 5070));
        assertThat(mended.received()).hasToString("192.0.2.1");
        assertThat(mended.host()).isEqualTo(via.host());
        assertThat(mended.branch()).isEqualTo(via.branch());
        assertThat(mended.rport()).isEqualTo(via.hasRport() ? 5070 : -1);
    }

    private static void route(SipRequest request) {
        try {
            request.topRoute();
        } catch (MalformedHeaderException expected) {
            assertThat(expected).hasMessage("Malformed Route Header Field");
        }
    }

    private static byte[] damaged(String message, List<Change> changes) {
        String text = message;
        for (Change change : changes) {
            int from = change.place % text.length();
            int to = Math.min(from + change.dropped, text.length());
            text = text.substring(0, from) + change.put + text.substring(to);
            text = text.isEmpty() ? " " : text;
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<String> messages() {
        String folded = Messages.inviteWith("To: Bob\r\n <sip:bob@biloxi.example.com>\r\n\t;tag=1");
        String listed = Messages.inviteWith("Via: SIP/2.0/UDP a;branch=1;received=::1, SIP/2.0/TCP [::1]:5;rport=1");
        String response = Messages.inviteStarting("SIP/2.0 183 Session Progress");
        return Arbitraries.of(Messages.INVITE, folded, listed, response);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> put = Arbitraries.oneOf(
                Arbitraries.of("", "\r\n", "\n", "\r", " ", "\t", ":", ";", ",", "\"", "<", ">", "=", "\0", "\\", "%",
                        "@", "\r\n ", "\r\n\r\n", "SIP/2.0", "Via:", "l: 1\r\n", "[", "]", "?", "99999999999999999999"),
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(4));
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 700);
        Arbitrary<Integer> dropped = Arbitraries.integers().between(0, 6);
        return Combinators.combine(place, dropped, put).as(Change::new).list().ofMinSize(1).ofMaxSize(4);
    }
}
