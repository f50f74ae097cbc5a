package io.bellhop.container.address;

import java.io.Serializable;

/**
 * A value that may belong to a message: it can be protected against changes, and it tells its owner of each change, so
 * that the header it stands for is written anew only then. Not thread-safe.
 */
public abstract class Guarded implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    private Protection protection = Protection.OPEN;
    private transient Runnable listener;
    private Guarded owner;

    Guarded() {
    }

    /**
     * Says from now on what the application may change here. A URI inside an address is protected by the address too.
     *
     * @param level the new level; replaces the former one
     */
    public final void protect(Protection level) {
        protection = level;
    }

    /**
     * Names who is told, after each change, that this value (or the URI inside it) has changed.
     *
     * @param changed run by the thread that makes the change; null to be told no more. Clones and deserialised copies
     *     have no listener
     */
    public final void onChange(Runnable changed) {
        listener = changed;
    }

    /** Whether this value is a part of another one, as the URI of an address is. */
    final boolean isOwned() {
        return owner != null;
    }

    final void ownedBy(Guarded newOwner) {
        owner = newOwner;
    }

    final Protection level() {
        Protection outer = owner == null ? Protection.OPEN : owner.level();
        return outer.compareTo(protection) > 0 ? outer : protection;
    }

    /** Throws where nothing at all may be changed. */
    final void checkOpen() {
        if (level() == Protection.SYSTEM) {
            throw new IllegalStateException("This value belongs to a system header and can't be changed: " + this);
        }
    }

    /** Throws where that what a container fills into a Contact may not be changed. */
    final void checkOpenInContact(String what) {
        checkOpen();
        if (level() == Protection.CONTACT) {
            throw new IllegalStateException("The " + what + " of this Contact is the container's: " + this);
        }
    }

    /** To be called after each change. */
    final void changed() {
        forgetText();
        if (owner != null) {
            owner.changed();
        }
        if (listener != null) {
            listener.run();
        }
    }

    /** Drops the remembered text, which a change has made stale. */
    abstract void forgetText();

    /** A copy that belongs to nobody and is open; the subclass copies what is mutable in it. */
    final Guarded copy() {
        try {
            Guarded copy = (Guarded) super.clone();
            copy.protection = Protection.OPEN;
            copy.listener = null;
            copy.owner = null;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
