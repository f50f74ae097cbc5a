package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.ServletConnection;
import org.junit.jupiter.api.Test;

/** ServletRequest.getServletConnection (Jakarta Servlet 6) of a SIP request. */
class ServletConnectionTest {
    @Test
    void requestsAlongOneFlowHaveOneConnectionId() {
        Testbed bed = new Testbed().open();
        Peer peer = bed.peer("10.0.0.2");
        Peer other = bed.peer("10.0.0.3");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c2", 1));
        other.send(other.request(StandardMethod.MESSAGE, Testbed.URI, "c3", 1));
        bed.settle();

        ServletConnection[] seen = bed.servlet.requests.stream().map(request -> request.getServletConnection())
                .toArray(ServletConnection[]::new);
        assertThat(seen[0].getConnectionId()).isEqualTo(seen[1].getConnectionId())
                .isNotEqualTo(seen[2].getConnectionId());
        assertThat(seen[0].getProtocol()).isEqualTo("SIP/2.0");
        assertThat(seen[0].getProtocolConnectionId()).isEmpty();
        assertThat(seen[0].isSecure()).isFalse();
    }
}
