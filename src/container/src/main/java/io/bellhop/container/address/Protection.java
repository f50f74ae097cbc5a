package io.bellhop.container.address;

/** What an application may change in an address or URI that it got from a message (JSR 289, sections 4.1.3 and 5.1). */
public enum Protection {
    /** Everything. */
    OPEN,
    /** From and To of a request that is not sent yet: everything but the tag. */
    PARTY,
    /**
     * A Contact that the container fills in: display name, user part and parameters may be changed, but not host, port
     * and scheme, nor the URI parameters method, ttl, maddr and lr.
     */
    CONTACT,
    /** Nothing: a system header such as From, To, Route or Via. Setters throw {@link IllegalStateException}. */
    SYSTEM
}
