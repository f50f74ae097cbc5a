package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289 15.11.2: sessions by the application's own key (SipApplicationKey, createApplicationSessionByKey). */
class SessionKeyTest {
    private final Testbed bed = new Testbed();
    private final Peer peer = bed.peer("10.0.0.2");

    /** The application's key: the Subject. */
    public static String bySubject(SipServletRequest request) {
        String subject = request.getHeader("Subject");
        if ("broken".equals(subject)) {
            throw new IllegalStateException("a key method that fails");
        }
        return subject;
    }

    private SipApplicationSession send(String callId, String subject) {
        int before = bed.servlet.requests.size();
        SipRequest request = peer.request(StandardMethod.INVITE, Testbed.URI, callId, 1);
        if (subject != null) {
            request.set(StandardHeader.SUBJECT, subject);
        }
        peer.send(request);
        bed.simulation.runFor(50);
        assertThat(bed.servlet.requests).hasSize(before + 1);
        return bed.servlet.requests.get(before).getApplicationSession();
    }

    private void open() {
        bed.sessionKey(SessionKeyTest.class, "bySubject").open();
        bed.servlet.on("INVITE", request -> request.createResponse(180).send());
    }

    @Test
    void callsOfOneKeyShareAnApplicationSession() {
        open();
        SipApplicationSession first = send("c1", "chess");
        SipApplicationSession second = send("c2", "chess");
        SipApplicationSession other = send("c3", "go");

        assertThat(second).isSameAs(first);
        assertThat(other).isNotSameAs(first);
        assertThat(first.getSessions("SIP")).toIterable().hasSize(2);
        bed.onLoop(() -> assertThat(bed.factory().createApplicationSessionByKey("chess")).isSameAs(first));
        bed.onLoop(() -> assertThat(bed.sessions().getApplicationSessionByKey("chess", false)).isSameAs(first));
    }

    @Test
    void aSessionMadeByTheFactoryIsFoundByALaterCall() {
        open();
        SipApplicationSession[] made = new SipApplicationSession[1];
        bed.onLoop(() -> made[0] = bed.factory().createApplicationSessionByKey("bridge"));

        assertThat(send("c1", "bridge")).isSameAs(made[0]);
    }

    @Test
    void aRequestWithoutAKeyOrWhoseKeyMethodFailsGetsItsOwnSession() {
        open();
        List<SipApplicationSession> sessions = List.of(send("c1", null), send("c2", null), send("c3", "broken"));

        assertThat(sessions).doesNotHaveDuplicates();
    }

    @Test
    void aKeyIsFreeAgainOnceItsSessionIsInvalidated() {
        open();
        SipApplicationSession first = send("c1", "chess");
        bed.onLoop(first::invalidate);

        SipApplicationSession second = send("c2", "chess");
        assertThat(second).isNotSameAs(first);
        assertThat(second.isValid()).isTrue();
    }
}
