package io.bellhop.sip.transport.tcp;

import static io.bellhop.sip.transport.net.Texts.bytes;
import static io.bellhop.sip.transport.net.Texts.head;
import static io.bellhop.sip.transport.net.Texts.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.MessageLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpFramerTest {
    private static final MessageLimits LIMITS = new MessageLimits(2_000, 64, 500, 2_000);

    private final TcpFramer framer = new TcpFramer(LIMITS);
    private final ByteBuf in = Unpooled.buffer();

    /** Everything that the framer finds in what it has and that. */
    private List<String> feed(String text) {
        return feed(bytes(text));
    }

    private List<String> feed(byte[] bytes) {
        in.writeBytes(bytes);
        List<String> found = new ArrayList<>();
        while (true) {
            TcpFramer.Found next = framer.next(in);
            switch (next) {
                case NOTHING -> {
                    return found;
                }
                case PING -> found.add("ping");
                case MESSAGE -> found.add(new String(framer.message(), StandardCharsets.UTF_8));
                case FAULT -> {
                    found.add(framer.status() + " " + framer.reason());
                    return found;
                }
            }
        }
    }

    private static String withLength(String line) {
        return head("SIP/2.0/TCP h;branch=z9hG4bKx", "c") + line + "\r\n";
    }

    @Test
    void several_messages_in_one_segment() {
        String one = options("a");
        String two = options("v", "b", "a body\r\n\r\nwith lines");
        assertThat(feed(one + two + one)).containsExactly(one, two, one);
        assertThat(framer.isInside()).isFalse();
    }

    @Test
    void one_message_byte_by_byte() {
        String text = options("v", "c", "body");
        List<String> found = new ArrayList<>();
        for (byte b : bytes(text)) {
            assertThat(found).isEmpty();
            found.addAll(feed(new byte[] {b}));
        }
        assertThat(found).containsExactly(text);
    }

    @Property(tries = 200)
    void however_it_is_cut_the_same_messages_come_out(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 90) Integer> cuts) {
        TcpFramerTest fresh = new TcpFramerTest();
        String one = options("v", "a", "x".repeat(50));
        String two = options("b");
        byte[] stream = bytes("\r\n" + one + "\r\n\r\n" + two + one);
        List<String> found = new ArrayList<>();
        int at = 0;
        for (int cut : cuts) {
            int end = Math.min(stream.length, at + cut);
            found.addAll(fresh.feed(java.util.Arrays.copyOfRange(stream, at, end)));
            at = end;
        }
        found.addAll(fresh.feed(java.util.Arrays.copyOfRange(stream, at, stream.length)));
        assertThat(found).containsExactly(one, "ping", two, one);
    }

    @Property(tries = 500)
    void whatever_comes_in_nothing_is_thrown_and_no_message_is_beyond_the_limit(
            @ForAll @Size(max = 20) List<@From("pieces") String> pieces) {
        TcpFramerTest fresh = new TcpFramerTest();
        for (String piece : pieces) {
            List<String> found = fresh.feed(piece);
            assertThat(found).allSatisfy(one -> assertThat(bytes(one)).hasSizeLessThanOrEqualTo(LIMITS.messageBytes()));
            if (!found.isEmpty() && found.get(found.size() - 1).matches("\\d{3} .*")) {
                return;
            }
            assertThat(fresh.in.readableBytes()).isLessThanOrEqualTo(LIMITS.messageBytes());
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("\r\n", "\r\n\r\n", "\n", "\r", "OPTIONS sip:b SIP/2.0\r\n", "Content-Length: 9\r\n",
                "l: 0\r\n\r\n", "Content-Length:", " 3", "l", ":", "x", "SIP/2.0 200 OK\r\n", "abc: d\r\n", " ",
                "4294967297", "-1\r\n", "\r\n ", options("whole"), "y".repeat(300));
    }

    /** RFC 3261 7.5: "Implementations processing SIP messages over stream-oriented transports MUST ignore any CRLF" */
    @Test
    void leading_line_ends_are_skipped() {
        String text = options("c");
        assertThat(feed("\r\n" + text + "\r\n" + text)).containsExactly(text, text);
    }

    /** RFC 5626 3.5.1: the double CRLF is a ping, the single one a pong. */
    @Test
    void a_double_crlf_is_a_ping_even_in_two_pieces() {
        assertThat(feed("\r\n\r\n")).containsExactly("ping");
        assertThat(feed("\r\n\r")).isEmpty();
        assertThat(framer.isInside()).isFalse();
        assertThat(feed("\n\r\n\r\n")).containsExactly("ping", "ping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4", "content-LENGTH:4", "l: 4", "L \t:  4  ", "Content-Length:\r\n 4",
        "Content-Length:\r\n\t 4 \r\n  ", "Content-Length: 0004"})
    void the_length_in_every_spelling(String line) {
        String text = withLength(line) + "\r\nbody";
        assertThat(feed(text + "\r\n")).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Content-Length: 9", "Content-Lengthy: 9", "lx: 9", "Subject: a\r\n Content-Length: 9",
        "Subject: l: 9", "Content-Language: en"})
    void what_only_looks_like_the_length_is_not(String line) {
        String text = withLength(line + "\r\nContent-Length: 4") + "\r\nbody";
        assertThat(feed(text)).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: -1,Malformed Content-Length", "Content-Length: 4x,Malformed Content-Length",
        "Content-Length: 4 4,Malformed Content-Length", "Content-Length: +4,Malformed Content-Length",
        "Content-Length: 0x4,Malformed Content-Length", "Content-Length:,Empty Content-Length",
        "Subject: none,Missing Content-Length"})
    void a_length_that_is_none_is_answered_with_400(String line, String reason) {
        assertThat(feed(withLength(line) + "\r\nbody")).containsExactly("400 " + reason);
        assertThat(new String(framer.message(), StandardCharsets.UTF_8)).isEqualTo(withLength(line) + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4\r\nContent-Length: 4", "Content-Length: 4\r\nl: 40",
        "l: 0\r\nSubject: x\r\nContent-Length: 4"})
    void a_doubled_length_is_answered_with_400(String lines) {
        assertThat(feed(withLength(lines) + "\r\nbody")).containsExactly("400 More than one Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900", "2147483647", "2147483648", "4294967300", "18446744073709551620",
        "99999999999999999999999999999999999999"})
    void a_length_beyond_the_limit_is_answered_with_513(String length) {
        assertThat(feed(withLength("Content-Length: " + length) + "\r\n")).containsExactly("513 Message Too Large");
        assertThat(framer.message()).isNotNull();
    }

    @Test
    void headers_without_end_are_cut_off_at_the_limit_and_cannot_be_answered() {
        List<String> found = new ArrayList<>(feed(withLength("Content-Length: 0")));
        for (int i = 0; found.isEmpty() && i < 1000; i++) {
            found.addAll(feed("X: 123456789\r\n"));
        }
        assertThat(found).containsExactly("513 Headers Too Long");
        assertThat(framer.message()).isNull();
        assertThat(in.readableBytes()).isLessThan(LIMITS.messageBytes() + 20);
    }

    @Test
    void a_header_line_without_end_is_cut_off_at_its_own_limit() {
        assertThat(feed(withLength("X: " + "x".repeat(501)).stripTrailing())).containsExactly("513 Headers Too Long");
    }

    @Test
    void a_start_line_without_end_is_cut_off() {
        assertThat(feed("A".repeat(2_000))).containsExactly("513 Headers Too Long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", "\u0000", " OPTIONS", "{}", "\r\n\r\n\r\n<"})
    void what_cannot_begin_a_message_is_seen_at_its_first_byte(String text) {
        List<String> found = feed(text);
        assertThat(found.get(found.size() - 1)).isEqualTo("400 Not SIP");
        assertThat(framer.message()).isNull();
    }

    @Test
    void a_message_of_exactly_the_limit_passes() {
        String text = options("v", "c", "");
        String padded = options("v", "c", "b".repeat(LIMITS.messageBytes() - text.length() - 3));
        assertThat(bytes(padded)).hasSize(LIMITS.messageBytes());
        assertThat(feed(padded + "\r\n\r\n")).containsExactly(padded, "ping");
    }
}
