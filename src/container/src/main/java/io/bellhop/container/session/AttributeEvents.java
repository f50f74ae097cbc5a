package io.bellhop.container.session;

/** Who is told when attributes come and go, in the thread that changes them. */
interface AttributeEvents {
    /** @param old the value replaced, or null where there was none */
    void put(String name, Object value, Object old);

    void removed(String name, Object old);
}
