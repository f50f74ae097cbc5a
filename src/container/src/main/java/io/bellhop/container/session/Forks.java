package io.bellhop.container.session;

import io.bellhop.sip.message.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of one request of ours that was forked (JSR 289 6.2.3.2): all have our tag, each has a peer's of its own.
 * Each lives as long as its dialog, also when the one that sent the request has ended: our tag leads here then. Owner
 * loop only.
 */
public final class Forks {
    private final CallOwner owner;
    private final Slice tag;
    private final List<SipSessionImpl> members = new ArrayList<>(2);
    private SipSessionImpl original;

    /** @param original whose token our tag is */
    Forks(SipSessionImpl original) {
        this.original = original;
        owner = original.owner();
        tag = original.localTag();
        if (original.isValid()) {
            members.add(original);
        } else {
            this.original = null;
        }
    }

    void add(SipSessionImpl derived) {
        members.add(derived);
        if (original == null) {
            owner.orphans(tag, this);
        }
    }

    void left(SipSessionImpl member) {
        members.remove(member);
        if (member == original) {
            original = null;
        }
        if (original == null) {
            owner.orphans(tag, members.isEmpty() ? null : this);
        }
    }

    /** The one whose peer has that tag, or null. */
    public SipSessionImpl find(Slice remoteTag) {
        for (int i = 0; i < members.size(); i++) {
            if (remoteTag.equals(members.get(i).remoteTag())) {
                return members.get(i);
            }
        }
        return null;
    }

    /** Those that live; a copy. */
    public List<SipSessionImpl> members() {
        return List.copyOf(members);
    }
}
