package io.bellhop.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private final List<FixedLoop> loops = List.of(new FixedLoop(0), new FixedLoop(1), new FixedLoop(2));
    private final Owners owners = new Owners(loops);

    private static SipRequest request(String callId, String branch) {
        SipRequest request = SipRequest.of(StandardMethod.OPTIONS, "sip:b@127.0.0.1");
        request.addLast(StandardHeader.VIA, "SIP/2.0/UDP 127.0.0.1;branch=" + branch);
        request.addLast(StandardHeader.FROM, "<sip:a@127.0.0.1>;tag=1");
        request.addLast(StandardHeader.TO, "<sip:b@127.0.0.1>");
        request.addLast(StandardHeader.CALL_ID, callId);
        request.addLast(StandardHeader.CSEQ, "1 OPTIONS");
        return request;
    }

    @Test
    void everyMessageOfACallHasTheSameOwnerAndEveryLoopHasCalls() {
        boolean[] used = new boolean[loops.size()];
        for (int i = 0; i < 100; i++) {
            SipRequest request = request("call" + i, "z9hG4bK" + i);
            int owner = owners.ownerOf(request).index();
            assertThat(owners.ownerOf(request("call" + i, "1"))).isSameAs(loops.get(owner));
            assertThat(owners.owner(request.callIdHash())).isSameAs(loops.get(owner));
            used[owner] = true;
        }
        assertThat(used).containsOnly(true);
    }

    @Test
    void aResponseToABranchOfOursGoesToTheLoopThatSentIt() {
        Secret secret = new Secret(new SplittableRandom(1));
        byte[] branch = new byte[Branches.LENGTH];
        for (FixedLoop loop : loops) {
            Branches.write(loop.index(), Branches.id(5, 6), secret, branch, 0);
            SipRequest request = request("call", new String(branch, StandardCharsets.US_ASCII));
            assertThat(owners.ownerOf(SipResponse.to(request, 200, null, null))).isSameAs(loop);
        }
    }

    @Test
    void aResponseToAnyOtherBranchGoesWithItsCall() {
        SipRequest request = request("call", "z9hG4bKvvvvvvvvvvvvvvvvvv");
        assertThat(owners.ownerOf(SipResponse.to(request, 200, null, null))).isSameAs(owners.ownerOf(request));
    }

    @Test
    void thereIsAtLeastOneLoopAndNoMoreThanABranchCanName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Owners(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Owners(Collections.nCopies(65, new FixedLoop(0))));
    }
}
