package io.bellhop.sip.transaction;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.OwnerSelector;
import java.util.List;

/**
 * The owner of a call: a response of ours goes to the loop that its branch names, anything else to the one that the
 * hash of its Call-ID chooses. Any thread may ask.
 */
public final class Owners implements OwnerSelector {
    private final SipLoop[] loops;

    /** @param loops one or more, at most {@link Branches#MAX_LOOPS}, in the order of their index */
    public Owners(List<? extends SipLoop> loops) {
        if (loops.isEmpty() || loops.size() > Branches.MAX_LOOPS) {
            throw new IllegalArgumentException("1 to " + Branches.MAX_LOOPS + " loops, not " + loops.size());
        }
        this.loops = loops.toArray(new SipLoop[0]);
    }

    @Override
    public SipLoop ownerOf(SipMessage message) {
        if (loops.length == 1) {
            return loops[0];
        }
        if (message instanceof SipResponse) {
            Via via = message.topVia();
            int loop = via == null ? -1 : Branches.loop(via.branch());
            if (loop >= 0 && loop < loops.length) {
                return loops[loop];
            }
        }
        return message.callId() == null ? loops[0] : owner(message.callIdHash());
    }

    /** The loop that owns the calls of that Call-ID hash. */
    public SipLoop owner(int callIdHash) {
        return loops[Math.floorMod(callIdHash, loops.length)];
    }
}
