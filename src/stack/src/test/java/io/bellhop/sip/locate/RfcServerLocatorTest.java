package io.bellhop.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.io.NettyLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RfcServerLocatorTest {
    private final NettyLoop loop = new NettyLoop(0);
    private final DnsServer dns = new DnsServer()
            .knows("proxy.example.com", "192.0.2.1", "2001:db8::1", "192.0.2.2")
            .knows("six.example.com", "2001:db8::6")
            .knows("maddr.example.com", "192.0.2.7")
            .knows("twice.example.com", "192.0.2.3")
            .knows("none.example.com");
    private final DnsSettings settings = new DnsSettings(List.of(dns.address()), 300, true, 600, 10);
    private final DnsNames names = new DnsNames(settings, List.of(loop));
    private final RfcServerLocator locator = new RfcServerLocator(names);

    @AfterAll
    void close() {
        names.close();
        loop.close();
        dns.close();
    }

    private CompletableFuture<String> begin(String uri) {
        CompletableFuture<String> found = new CompletableFuture<>();
        loop.execute(() -> locator.locate(SipUri.parse(Slice.of(uri)), loop, (hops, failure) -> {
            boolean consistent = loop.inLoop() && hops.isEmpty() == (failure != null);
            found.complete(!consistent ? "wrong thread or neither hops nor failure" : hops.isEmpty() ? failure
                    : hops.stream().map(hop -> hop.transport() + " " + hop.address().getAddress().getHostAddress() + " "
                            + hop.address().getPort()).reduce((a, b) -> a + ", " + b).orElseThrow());
        }));
        return found;
    }

    private String locate(String uri) throws Exception {
        return begin(uri).get(10, TimeUnit.SECONDS);
    }

    /** RFC 3263 4.1 and 4.2 for numeric targets: nobody is asked, and the answer comes before the call returns. */
    @ParameterizedTest
    @CsvSource({"sip:192.0.2.9,UDP 192.0.2.9 5060", "sip:bob@192.0.2.9:5070,UDP 192.0.2.9 5070",
        "sip:192.0.2.9;transport=TCP,TCP 192.0.2.9 5060", "sips:192.0.2.9,TLS 192.0.2.9 5061",
        "sips:192.0.2.9;transport=tcp,TLS 192.0.2.9 5061", "sip:192.0.2.9;transport=tls,TLS 192.0.2.9 5061",
        "sip:[2001:db8::9],UDP 2001:db8:0:0:0:0:0:9 5060", "sip:[2001:DB8::9]:5080,UDP 2001:db8:0:0:0:0:0:9 5080",
        "sip:example.invalid;maddr=192.0.2.8,UDP 192.0.2.8 5060", "sip:192.0.2.9;transport=ws,WS 192.0.2.9 80",
        "sip:h.example.invalid:5070;maddr=192.0.2.8;transport=tcp,TCP 192.0.2.8 5070"})
    void an_address_is_answered_at_once(String uri, String expected) throws Exception {
        int before = dns.queries();
        CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
        loop.execute(() -> {
            boolean[] called = new boolean[1];
            locator.locate(SipUri.parse(Slice.of(uri)), loop, (hops, failure) -> called[0] = true);
            atOnce.complete(called[0]);
        });
        assertThat(atOnce.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(locate(uri)).isEqualTo(expected);
        assertThat(dns.queries()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sip:proxy.example.com | UDP 192.0.2.1 5060, UDP 192.0.2.2 5060, UDP 2001:db8:0:0:0:0:0:1 5060",
        "sip:PROXY.example.com:70;transport=tcp | TCP 192.0.2.1 70, TCP 192.0.2.2 70, TCP 2001:db8:0:0:0:0:0:1 70",
        "sips:six.example.com | TLS 2001:db8:0:0:0:0:0:6 5061",
        "sip:proxy.example.com;maddr=maddr.example.com | UDP 192.0.2.7 5060"})
    void a_name_is_asked_for_in_both_families(String uri, String expected) throws Exception {
        assertThat(locate(uri)).isEqualTo(expected);
    }

    @Test
    void an_answer_is_kept_for_its_ttl() throws Exception {
        String first = locate("sip:twice.example.com");
        int queries = dns.queries();
        assertThat(locate("sip:twice.example.com")).isEqualTo(first);
        assertThat(dns.queries()).isEqualTo(queries);
    }

    @Test
    void the_hosts_file_is_honoured() throws Exception {
        assertThat(locate("sip:localhost:5099")).contains("UDP 127.0.0.1 5099");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.example.com", "none.example.com"})
    void a_name_without_an_address_fails_and_says_which(String name) throws Exception {
        assertThat(locate("sip:" + name)).startsWith("No address for " + name);
    }

    @Test
    void a_name_server_that_does_not_answer_is_given_up() throws Exception {
        assertThat(locate("sip:silent.example.com")).startsWith("No address for silent.example.com");
    }

    @Test
    void asking_a_silent_server_holds_nothing_else_up() throws Exception {
        CompletableFuture<String> slow = begin("sip:silent-too.example.com");
        assertThat(locate("sip:192.0.2.9")).isEqualTo("UDP 192.0.2.9 5060");
        assertThat(slow.isDone()).isFalse();
        assertThat(slow.get(10, TimeUnit.SECONDS)).startsWith("No address for");
    }

    @ParameterizedTest
    @CsvSource({"sip:192.0.2.9;transport=sctp,No transport \"sctp\" for sip",
        "sips:192.0.2.9;transport=udp,No transport \"udp\" for sips", "sip:h;maddr=1.2.3.4.5,\"1.2.3.4.5\" is neither",
        "sip:192.0.2.9:0,Port 0 of 192.0.2.9 is out of range", "sip:h;maddr=a..b,\"a..b\" is neither"})
    void what_cannot_be_located_says_why(String uri, String why) throws Exception {
        assertThat(locate(uri)).startsWith(why);
    }
}
