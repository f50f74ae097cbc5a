package io.bellhop.sip.transport;

/** Looks at every message that comes in or goes out; called on a loop, and must not block it. */
public interface MessageTrace {
    /** Whether it wants to see anything now; asked for every message, so it must be cheap. */
    boolean isOn();

    /** What is read, before anything is done with it: garbage too. The array is not to be changed or kept. */
    void received(Flow flow, byte[] bytes);

    /** What is about to be sent. */
    void sent(Flow flow, byte[] bytes);
}
