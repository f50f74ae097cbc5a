package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.UAMode;
import org.junit.jupiter.api.Test;

/** JSR 289 15: a B2BUA before a proxy, and behind one. */
class ComposedB2buaTest {
    private final ComposedBed bed = new ComposedBed();

    private TestServlet b2bua(String name) {
        TestServlet s = bed.deploy(name);
        s.on("INVITE", r -> r.getB2buaHelper().createRequest(r, true, null).send());
        s.on("BYE", r -> {
            B2buaHelper h = r.getB2buaHelper();
            r.createResponse(200).send();
            h.createRequest(h.getLinkedSession(r.getSession()), r, null).send();
        });
        s.on("CANCEL", r -> r.getB2buaHelper().createCancel(r.getB2buaHelper().getLinkedSession(r.getSession())).send());
        s.onResponse(response -> {
            if (!response.getMethod().equals("INVITE")) {
                return;
            }
            SipServletRequest other = response.getRequest().getB2buaHelper().getLinkedSipServletRequest(response.getRequest());
            if (response.getStatus() == 200) {
                response.createAck().send();
            }
            if (response.getStatus() != 487) {
                SipServletResponse mine = other.createResponse(response.getStatus());
                mine.send();
            }
        });
        return s;
    }

    private SipResponse confirmed() {
        bed.call();
        bed.callee.answer(200);
        bed.turn();
        SipResponse ok = bed.caller.last();
        assertThat(ok.status()).isEqualTo(200);
        bed.acknowledge(ok);
        return ok;
    }

    @Test
    void b2buaThenProxy() {
        b2bua("a");
        bed.proxy("b", ComposedBed.CALLEE);
        SipResponse ok = confirmed();
        assertThat(bed.callee.peer.acks).hasSize(1);
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        assertThat(bed.caller.lastStatus()).isEqualTo(200);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void proxyThenB2buaThenProxy() {
        bed.proxy("a", null);
        b2bua("b");
        bed.proxy("c", ComposedBed.CALLEE);
        SipResponse ok = confirmed();
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void cancelThroughB2buaAndProxy() {
        b2bua("a");
        bed.proxy("b", ComposedBed.CALLEE);
        ClientTransaction invite = bed.call();
        bed.caller.cancel(invite);
        bed.turn();
        assertThat(bed.caller.lastStatus()).isEqualTo(487);
        assertThat(bed.callee.cancels).hasSize(1);
        assertThat(bed.isEmpty()).isTrue();
    }
}
