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
    /** The callees' tags, as soon as there is a second one. */
    private List<Slice> several;

    /** A 2xx with that To tag, which may be null, goes upstream. */
    void begun(Slice tag) {
        if (tag == null) {
            return;
        }
        if (first == null) {
            first = tag.detach();
        } else if (several != null) {
            several.add(tag.detach());
        } else if (!first.equals(tag)) {
            several = new ArrayList<>(2);
            several.add(first);
            several.add(tag.detach());
        }
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
}
