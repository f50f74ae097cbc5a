package io.bellhop.sip.message;

import static io.bellhop.sip.message.Messages.inviteStarting;
import static io.bellhop.sip.message.Messages.inviteWith;
import static io.bellhop.sip.message.Messages.inviteWithout;
import static io.bellhop.sip.message.Messages.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is data: each fault names itself. */
class FaultsTest {
    private static void refused(String text, int status, String reason) {
        SipMessage message = Messages.read(text);
        assertThat(message).as(text).isNotNull();
        assertThat(message.fault()).as(text).isNotNull();
        assertThat(message.fault().reason()).isEqualTo(reason);
        assertThat(message.fault().status()).isEqualTo(status);
        assertThat(message.toByteArray()).hasSize(message.length());
    }

    private static void refused(String text, String reason) {
        refused(text, 400, reason);
    }

    /** RFC 3261 8.1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void aMandatoryHeaderIsMissing(String name) {
        refused(inviteWithout(name), "Missing " + name + " Header Field");
    }

    /** RFC 3261 16.3 step 3: "If the request does not contain a Max-Forwards header field, this check is passed." */
    @Test
    void maxForwardsMayBeMissing() {
        SipRequest invite = Messages.request(inviteWithout("Max-Forwards"));
        assertThat(invite.maxForwards()).isEqualTo(-1);
        invite.maxForwards(70);
        assertThat(invite.maxForwards()).isEqualTo(70);
    }

    /** RFC 3261 7.3.1: several of one header only where it is a list. */
    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Call-ID", "CSeq", "Max-Forwards"})
    void aSingleHeaderIsDoubled(String name) {
        SipMessage invite = Messages.request(Messages.INVITE);
        String line = name + ": " + invite.first(HeaderName.of(name));
        refused(inviteWith("X-Colour: red\r\n" + line), "Multiple " + name + " Header Fields");
        HeaderName header = HeaderName.of(name);
        if (header instanceof StandardHeader known && known.compact() != 0) {
            String compact = known.compact() + ": " + invite.first(header);
            refused(inviteWith("X-Colour: red\r\n" + compact), "Multiple " + name + " Header Fields");
        }
    }

    /** RFC 3261 8.1.1.5: "The ... method MUST match that of the request". */
    @Test
    void theCseqMethodIsAnotherOne() {
        refused(inviteWith("CSeq: 1 BYE"), "CSeq Method Does Not Match");
        refused(inviteWith("CSeq: 1 invite"), "CSeq Method Does Not Match");
    }

    /** RFC 3261 8.1.1.5: "The sequence number value ... MUST be less than 2**31". */
    @ParameterizedTest
    @ValueSource(strings = {"2147483648 INVITE", "-1 INVITE", "INVITE", "1", "1 IN VITE", "1INVITE", "", "1 INVITE,",
            "99999999999999999999999999 INVITE"})
    void theCseqIsMalformed(String value) {
        refused(inviteWith("CSeq: " + value), "Malformed CSeq Header Field");
    }

    @Test
    void theGreatestCseqIsTaken() {
        assertThat(Messages.request(inviteWith("CSeq: 2147483647 INVITE")).cseq()).isEqualTo(2147483647L);
        assertThat(Messages.request(inviteWith("CSeq: 0 INVITE")).cseq()).isZero();
    }

    /** RFC 3261 20.22: 0 to 255. */
    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "", "70 ; a", "1e1", "99999999999999999999"})
    void maxForwardsIsMalformed(String value) {
        refused(inviteWith("Max-Forwards: " + value), "Malformed Max-Forwards Header Field");
    }

    /** RFC 3261 20.14. */
    @ParameterizedTest
    @ValueSource(strings = {"-5", "five", "", "5;", "+5", "0x5", "5 5"})
    void theContentLengthIsMalformed(String value) {
        refused(inviteWith("Content-Length: " + value), "Malformed Content-Length Header Field");
    }

    /** RFC 3261 18.3. */
    @Test
    void theBodyIsShorterThanTheContentLength() {
        refused(inviteWith("Content-Length: 6"), "Body Shorter Than Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "2147483648", "4294967301", "18446744073709551621", "99999999999999999999999999"})
    void theContentLengthIsBeyondTheLimit(String value) {
        refused(inviteWith("Content-Length: " + value), 413, "Request Entity Too Large");
    }

    @Test
    void theContentLengthIsDoubled() {
        refused(inviteWith("Content-Length: 5\r\nl: 4"), "Multiple Content-Length Header Fields");
        refused(inviteWith("Content-Length: 5\r\nl: 4\r\nl: 5"), "Multiple Content-Length Header Fields");
        SipRequest same = Messages.request(inviteWith("Content-Length: 5\r\nl: 5"));
        assertThat(same).hasToString(Messages.INVITE);
    }

    /** RFC 3261 18.3: "If there are additional bytes ... beyond the end of the body, they MUST be discarded." */
    @Test
    void whatFollowsTheBodyIsDiscarded() {
        SipRequest invite = Messages.request(Messages.INVITE + "more");
        assertThat(invite).hasToString(Messages.INVITE);
    }

    /** RFC 3261 18.3: without it "the message body is assumed to end at the end of the transport packet". */
    @Test
    void withoutContentLengthTheBodyIsTheRest() {
        SipRequest invite = Messages.request(inviteWithout("Content-Length"));
        assertThat(invite.body()).hasToString("v=0\r\n");
        assertThat(invite).hasToString(Messages.INVITE);
    }

    /** RFC 3261 21.5.6. */
    @ParameterizedTest
    @ValueSource(strings = {"SIP/3.0", "SIP/1.0", "SIP/2.1", "SIP/2.00", "SIP/12.10"})
    void theVersionIsNotSupported(String version) {
        refused(inviteStarting("INVITE sip:bob@example.com " + version), 505, "Version Not Supported");
    }

    /** RFC 3261 7.1: the version is compared in any case. */
    @Test
    void theVersionMayBeInLowerCase() {
        assertThat(Messages.read(inviteStarting("INVITE sip:bob@example.com sip/2.0")).fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE sip:bob@example.com SIP/2", "INVITE sip:bob@example.com SIP/2.0 ",
            "INVITE sip:bob@example.com SIP/", "INVITE  sip:bob@example.com SIP/2.0", "INVITE SIP/2.0",
            "INVITE sip:bob@example.com SIP/2.0x"})
    void theRequestLineIsMalformed(String line) {
        refused(inviteStarting(line), "Malformed Request Line");
    }

    /** RFC 3261 7.1: no "unescaped spaces or control characters", and it "MUST NOT be enclosed in \"<>\"". */
    @ParameterizedTest
    @ValueSource(strings = {"<sip:bob@example.com>", "sip:", "sip:@example.com", "sip:bob@", "sip:bob@@example.com",
            "sip:bob@example.com:", "sip:bob@example.com:65536", "sip:bob@example.com:x", "sip:bob@example.com;",
            "sip:bob@example.com;;lr", "sip:bo%4@example.com", "sip:b\"ob@example.com", "bob", ":", "1:a", "tel:", "*",
            "sip:bob@[2001:db8::1", "sip:bob@2001:db8::1", "sip:bob@exa$mple.com", "sip:bob@example.com?", "tel:<1>"})
    void theRequestUriIsMalformed(String uri) {
        refused(inviteStarting("INVITE " + uri + " SIP/2.0"), "Malformed Request-URI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+1-201-555-0123", "urn:service:sos", "http://example.com/a?b=c", "im:bob@example.com"})
    void anyOtherSchemeIsCarriedUntouched(String uri) {
        SipRequest invite = Messages.request(inviteStarting("INVITE " + uri + " SIP/2.0"));
        assertThat(invite.requestUri()).hasToString(uri);
        assertThat(invite.sipUri()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0/UDP", "SIP/2.0 example.com", "/2.0/UDP example.com", "SIP/2.0/UDP ;branch=a",
            "SIP/2.0/UDP example.com:a", "SIP/2.0/UDP example.com:70000", "SIP/2.0/UDP example.com;branch",
            "SIP/2.0/UDP example.com;branch=", "SIP/2.0/UDP example.com;rport=x", "SIP/2.0/UDP example.com;",
            "SIP/2.0/UDP example.com;;branch=a", "SIP/2.0/UDP example.com branch=a", "SIP/2.0/UDP exam ple.com",
            "SIP/2.0/UDP [::1;branch=a", "SIP/2.0/UDP example.com;a=\"b", "", "SIP/2.0/UDP example.com;received"})
    void theTopViaIsMalformed(String value) {
        String text = inviteWith("Via: " + value);
        refused(text, "Malformed Via Header Field");
        assertThat(Messages.read(text).fault().answerable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Alice <sip:a@example.com>", "<sip:a@example.com", "<>", "sip:a@example.com;tag=",
            "\"Alice\" sip:a@example.com", "alice", "", "<sip:a@example.com> tag=1", "<sip:a@example.com>;;tag=1",
            "<sip:a@example.com>, <sip:b@example.com>", "sip:a@example.com, b", "<a b@example.com>",
            "Al\"ice <sip:a@b>"})
    void anAddressIsMalformed(String value) {
        refused(inviteWith("From: " + value), "Malformed From Header Field");
        refused(inviteWith("To: " + value), "Malformed To Header Field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void theCallIdIsMalformed(String value) {
        refused(inviteWith("Call-ID: " + value), "Malformed Call-ID Header Field");
    }

    /** RFC 3261 7.3.1, 25.1. */
    @Test
    void aLineIsNoHeader() {
        refused(inviteWith("X-Colour: a\r\nnothing"), "Header Field Without Colon");
        refused(inviteWith("X-Colour: a\r\nX Colour: b"), "Malformed Header Field Name");
        refused(inviteWith("X-Colour: a\r\n: b"), "Malformed Header Field Name");
        refused(inviteWith("X-Colour: a\r\nX@Colour: b"), "Malformed Header Field Name");
        refused(inviteStarting("INVITE sip:bob@example.com SIP/2.0\r\n X: a"), "White Space Before First Header Field");
    }

    @Test
    void aControlCharacterIsInAHeader() {
        refused(inviteWith("X-Colour: a\0b"), "NUL In Header Field");
        refused(inviteWith("X-Colour: a\rb"), "Stray Line Break Character");
        refused(inviteWith("X-Colour: a\u0001b"), "Control Character In Header Field");
        refused(inviteWith("X-Colour: a\u007fb"), "Control Character In Header Field");
        refused(inviteStarting("SIP/2.0 200 O\0K"), "Control Character In Status Line");
    }

    @Test
    void theHeadersDoNotEnd() {
        int body = Messages.INVITE.indexOf("\r\n\r\n");
        refused(Messages.INVITE.substring(0, body + 2), "Missing Empty Line After Header Fields");
        refused(Messages.INVITE.substring(0, body), "Incomplete Header Field");
        refused(Messages.INVITE.substring(0, body + 3), "Stray Line Break Character");
        refused("INVITE sip:bob@example.com SIP/2.0", "Incomplete Start Line");
    }

    @Test
    void everyLimitHasItsAnswer() {
        MessageReader small = new MessageReader(new MessageLimits(1000, 20, 100, 50), Tolerance.INTEROP);
        assertThat(Messages.read(small, Messages.INVITE).fault()).isNull();
        assertThat(Messages.read(small, inviteWith("X-Colour: " + "a".repeat(100))).fault().reason())
                .isEqualTo("Header Field Too Long");
        String many = inviteWith("X-Colour: a\r\n" + "X: a\r\n".repeat(20) + "Y: b");
        assertThat(Messages.read(small, many).fault().reason())
                .isEqualTo("Too Many Header Fields");
        assertThat(Messages.read(small, inviteStarting("INVITE sip:" + "a".repeat(100) + " SIP/2.0")).fault().status())
                .isEqualTo(414);
        assertThat(Messages.read(small, inviteWith("Content-Length: 51") + "a".repeat(60)).fault().status())
                .isEqualTo(413);
        assertThat(Messages.read(small, inviteWithout("Content-Length") + "a".repeat(60)).fault().status())
                .isEqualTo(413);
        assertThat(Messages.read(small, Messages.INVITE + "a".repeat(1000)).fault().status()).isEqualTo(513);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "\0", "hello", "GET / HTTP/1.1\r\n\r\n", "INVITE", "\r", "\n", " ",
            "INVITE sip:bob@example.com\r\n\r\n", "@ sip:bob@example.com SIP/2.0\r\n\r\n", "\u00ff\u00ff\u0001"})
    void whatIsNoSipIsNothing(String text) {
        assertThat(Messages.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 20 OK", "SIP/2.0 700 OK", "SIP/2.0 099 OK", "SIP/2.0 2000 OK"})
    void theStatusCodeIsOutOfRange(String line) {
        refused(inviteStarting(line), "Status Code Out Of Range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 200", "SIP/2.0  200 OK", "SIP/2.0", "SIP/2.0 OK", "SIP/2 200 OK",
            "SIP/2.0 +20 OK"})
    void theStatusLineIsMalformed(String line) {
        refused(inviteStarting(line), "Malformed Status Line");
        assertThat(Messages.read(inviteStarting(line)).fault().answerable()).isFalse();
    }

    /** RFC 3261 17.1.1.3: an ACK is never answered. */
    @Test
    void aMalformedAckIsNotAnswered() {
        SipMessage ack = Messages.read(inviteStarting("ACK sip:bob@example.com SIP/2.0"));
        assertThat(ack.fault().reason()).isEqualTo("CSeq Method Does Not Match");
        assertThat(ack.fault().answerable()).isFalse();
    }

    /** A 400 has what the request had (RFC 4475 3.3.1). */
    @Test
    void aFaultyRequestIsAnsweredWithWhatItHas() {
        SipRequest invite = (SipRequest) Messages.read(inviteWithout("CSeq"));
        assertThat(invite.fault().answerable()).isTrue();
        assertThat(SipResponse.to(invite, 400, invite.fault().reason(), Slice.of("t1"))).hasToString(lines(
                "SIP/2.0 400 Missing CSeq Header Field",
                "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport",
                "To: Bob <sip:bob@biloxi.example.com>;tag=t1",
                "From: \"Alice, of Atlanta\" <sip:alice@atlanta.example.com>;tag=1928301774",
                "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
                "Content-Length: 0",
                "",
                ""));
    }

    @Test
    void bareLineFeedsAreTakenWhereTheyAreToleratedAndSentOnAsCrlf() {
        String bare = Messages.INVITE.substring(0, Messages.INVITE.length() - 5).replace("\r\n", "\n") + "v=0\r\n";
        assertThat(Messages.request(bare)).hasToString(Messages.INVITE);
        assertThat(Messages.request("\n\n" + bare)).hasToString(Messages.INVITE);
        assertThat(Messages.read(Messages.STRICT, bare).fault().reason()).isEqualTo("Stray Line Break Character");
        String mixed = Messages.INVITE.replaceFirst("SIP/2.0\r\n", "SIP/2.0\n");
        assertThat(Messages.request(mixed)).hasToString(Messages.INVITE);
    }

    @Test
    void looseUrisAreTakenWhereTheyAreTolerated() {
        MessageReader noLooseUri = new MessageReader(MessageLimits.DEFAULT, Set.of(Tolerance.BARE_LF));
        String hash = inviteStarting("INVITE sip:*21#@example.com SIP/2.0");
        assertThat(Messages.request(hash).sipUri().user()).hasToString("*21#");
        assertThat(Messages.read(noLooseUri, hash).fault().reason()).isEqualTo("Malformed Request-URI");
        String underscore = inviteWith("Via: SIP/2.0/UDP my_host;branch=z9hG4bK1");
        assertThat(Messages.request(underscore).topVia().host()).hasToString("my_host");
        assertThat(Messages.read(noLooseUri, underscore).fault().reason()).isEqualTo("Malformed Via Header Field");
    }
}
