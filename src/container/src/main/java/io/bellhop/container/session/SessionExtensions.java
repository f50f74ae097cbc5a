package io.bellhop.container.session;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.StandardHeader;

/** What a session keeps for extensions of SIP; made where one is used. Owner loop only. */
public final class SessionExtensions {
    private LoopTimer reliable;
    private long reliableInvite = -1;
    private long reliableNumber;
    private Object update;
    private Object merged;
    private SipSessionImpl joined;
    private SipSessionImpl replaced;

    /** The reliable provisional responses of ours that go on, or null; stopped when the session ends. */
    public LoopTimer reliable() {
        return reliable;
    }

    public void reliable(LoopTimer responses) {
        reliable = responses;
    }

    /**
     * Notes a reliable provisional response received.
     *
     * @param invite the CSeq number of the INVITE it is for
     * @param number its RSeq
     * @return whether it is the next one in order (RFC 3262 4); false for one that came again or too early
     */
    public boolean reliableInOrder(long invite, long number) {
        if (invite == reliableInvite && number != reliableNumber + 1) {
            return false;
        }
        reliableInvite = invite;
        reliableNumber = number;
        return true;
    }

    /** What the dispatcher keeps of the last UPDATE received, or null. */
    public Object update() {
        return update;
    }

    public void update(Object transaction) {
        update = transaction;
    }

    /** What the dispatcher keeps to know a copy of the request that began this session, or null. */
    public Object merged() {
        return merged;
    }

    public void merged(Object key) {
        merged = key;
    }

    /** The session that this one joins or replaces, or is joined or replaced by (RFC 3911, RFC 3891); or null. */
    public SipSessionImpl related(StandardHeader header) {
        SipSessionImpl other = header == StandardHeader.JOIN ? joined
                : header == StandardHeader.REPLACES ? replaced : null;
        return other != null && other.isValid() ? other : null;
    }

    /** @param header Join or Replaces */
    public void related(StandardHeader header, SipSessionImpl other) {
        if (header == StandardHeader.JOIN) {
            joined = other;
        } else {
            replaced = other;
        }
    }
}
