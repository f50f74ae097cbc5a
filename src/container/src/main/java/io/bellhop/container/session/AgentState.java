package io.bellhop.container.session;

import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What the session of a user agent keeps beside its dialog, made where it is needed: the request that began it, what
 * the application has not finished yet, its forks, the other leg of a B2BUA. Owner loop only, unless said otherwise.
 */
final class AgentState {
    /** Any thread. */
    volatile SessionLink link;
    /** Any thread. */
    volatile SipServletRequest first;
    Forks forks;
    private List<SipServletMessage> uncommitted;

    void uncommitted(SipServletMessage message) {
        if (uncommitted == null) {
            uncommitted = new ArrayList<>(2);
        }
        uncommitted.add(message);
    }

    void committed(SipServletMessage message) {
        if (uncommitted != null) {
            uncommitted.remove(message);
            uncommitted.removeIf(SipServletMessage::isCommitted);
        }
    }

    boolean hasUnsent() {
        if (uncommitted != null) {
            for (int i = 0; i < uncommitted.size(); i++) {
                if (uncommitted.get(i) instanceof SipServletRequest && !uncommitted.get(i).isCommitted()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Those of them that are still uncommitted; a new list. */
    List<SipServletMessage> uncommitted() {
        List<SipServletMessage> found = new ArrayList<>();
        if (uncommitted != null) {
            for (SipServletMessage message : uncommitted) {
                if (!message.isCommitted()) {
                    found.add(message);
                }
            }
        }
        return found;
    }
}
