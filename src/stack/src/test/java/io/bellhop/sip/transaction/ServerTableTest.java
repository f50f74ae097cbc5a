package io.bellhop.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** RFC 3261 17.2.3, and that the table loses nothing whatever collides. */
class ServerTableTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);

    private final ServerTable table = new ServerTable(4711);
    private final Transactions layer =
            new Transactions(new FixedLoop(0), null, null, TimerValues.RFC3261, new Figures(), new SplittableRandom(1));
    private final Flow flow = new NowhereFlow();

    private record NowhereFlow() implements Flow {
        @Override
        public ListeningPoint point() {
            return new ListeningPoint(Transport.UDP, ADDRESS, "127.0.0.1:5060");
        }

        @Override
        public InetSocketAddress remote() {
            return ADDRESS;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(SipMessage message, SendListener listener) {}
    }

    private static SipRequest invite(String via) {
        return request(StandardMethod.INVITE, via);
    }

    private static SipRequest request(StandardMethod method, String via) {
        SipRequest request = SipRequest.of(method, "sip:b@127.0.0.1");
        request.addLast(StandardHeader.VIA, "SIP/2.0/UDP " + via);
        request.addLast(StandardHeader.FROM, "<sip:a@127.0.0.1>;tag=1");
        request.addLast(StandardHeader.TO, "<sip:b@127.0.0.1>");
        request.addLast(StandardHeader.CALL_ID, "c");
        request.addLast(StandardHeader.CSEQ, "1 " + method.name());
        return request;
    }

    private Server begin(SipRequest request) {
        return table.begin(layer, request, flow, table.hash(request));
    }

    private Server find(SipRequest request) {
        return table.find(request, table.hash(request));
    }

    @Test
    void theHostIsTheSameInAnyCaseAndThePortMatters() {
        Server server = begin(invite("Host.example:5060;branch=z9hG4bKa"));
        assertThat(find(invite("host.EXAMPLE:5060;branch=z9hG4bKa"))).isSameAs(server);
        assertThat(find(invite("host.example;branch=z9hG4bKa"))).isNull();
        assertThat(find(invite("host.example:5061;branch=z9hG4bKa"))).isNull();
        assertThat(find(invite("host.example:5060;branch=z9hG4bKb"))).isNull();
    }

    @Test
    void anAckFindsTheInviteAndACancelWhatItCancels() {
        Server invite = begin(invite("h;branch=z9hG4bKa"));
        SipRequest cancel = request(StandardMethod.CANCEL, "h;branch=z9hG4bKa");
        assertThat(find(request(StandardMethod.ACK, "h;branch=z9hG4bKa"))).isSameAs(invite);
        assertThat(find(cancel)).isNull();
        assertThat(table.findCancelled(cancel, table.hash(cancel))).isSameAs(invite);
        Server cancelling = begin(cancel);
        assertThat(find(cancel)).isSameAs(cancelling);
        assertThat(table.findCancelled(cancel, table.hash(cancel))).isSameAs(invite);
    }

    /** Few hashes for many keys, so that runs grow, wrap round, and are closed again. */
    @Test
    void nothingIsLostOrFoundTwiceWhateverCollides() {
        SplittableRandom random = new SplittableRandom(17);
        Map<Integer, Server> model = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            int number = random.nextInt(step / 20_000 == 1 ? 3_000 : 300);
            int hash = Integer.MAX_VALUE - 3 + number % 40 * 3;
            SipRequest request = invite("h;branch=z9hG4bK" + number);
            assertThat(table.find(request, hash)).isSameAs(model.get(number));
            Server present = model.remove(number);
            if (present != null) {
                table.remove(present);
                table.remove(present);
            } else {
                model.put(number, table.begin(layer, request, flow, hash));
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
        model.values().forEach(table::remove);
        assertThat(table.size()).isZero();
    }
}
