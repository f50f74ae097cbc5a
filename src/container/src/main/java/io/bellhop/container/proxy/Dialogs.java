package io.bellhop.container.proxy;

import io.bellhop.sip.message.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The dialogs that one proxied INVITE began, so that the session lives as long as the last of them: each callee that
 * answered has its own (RFC 3261 16.7 step 5, 13.2.2.4). Owner loop only.
 */
final class Dialogs {
    /** The callee's tag of the only dialog, as a rule. */
    private Slice first;
    /** The callees' tags of the dialogs that go on, as soon as there is a second one. */
    private List<Slice> several;

    /** The callees' tags but the first, also those whose dialog is over. */
    private List<Slice> all = List.of();
    private boolean firstAcknowledged;
    /** The callees' tags but the first that an ACK went to. */
    private List<Slice> acknowledged = List.of();

    /**
     * A 2xx with that To tag, which may be null, goes upstream.
     *
     * @return whether that begins a dialog
     */
    boolean begun(Slice tag) {
        if (tag == null || tag.equals(first) || all.contains(tag)) {
            return false;
        }
        Slice kept = tag.detach();
        if (first == null) {
            first = kept;
            return true;
        }
        if (several == null) {
            all = new ArrayList<>(2);
            several = new ArrayList<>(2);
            several.add(first);
        }
        all.add(kept);
        several.add(kept);
        return true;
    }

    /**
     * A BYE with these tags has ended its dialog.
     *
     * @return whether it was the last one
     */
    boolean ended(Slice toTag, Slice fromTag) {
        if (several == null) {
            return true;
        }
        several.remove(toTag);
        several.remove(fromTag);
        return several.isEmpty();
    }

    /** An ACK for the 2xx with that tag goes downstream. */
    void acknowledged(Slice tag) {
        if (tag == null || tag.equals(first)) {
            firstAcknowledged = true;
        } else if (all.contains(tag) && !acknowledged.contains(tag)) {
            acknowledged = new ArrayList<>(acknowledged);
            acknowledged.add(tag.detach());
        }
    }

    /**
     * 64*T1 have passed since the 2xx whose tag has that hash. If no ACK went to it, its dialog is over: "If the server
     * retransmits the 2xx response for 64*T1 seconds without receiving an ACK, the dialog is confirmed, but the session
     * SHOULD be terminated" (RFC 3261 13.3.1.4), by a callee that the caller has never heard.
     *
     * @return whether it was the last one that went on
     */
    boolean overdue(int tagHash) {
        if (first == null) {
            return false;
        }
        if (several == null) {
            return first.hashCode() == tagHash && !firstAcknowledged;
        }
        boolean removed = several.removeIf(tag -> tag.hashCode() == tagHash && !isAcknowledged(tag));
        return removed && several.isEmpty();
    }

    private boolean isAcknowledged(Slice tag) {
        return tag.equals(first) ? firstAcknowledged : acknowledged.contains(tag);
    }
}
