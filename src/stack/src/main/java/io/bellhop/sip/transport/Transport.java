package io.bellhop.sip.transport;

/** The transports of RFC 3261 18 and RFC 7118. */
public enum Transport {
    UDP(false, false, 5060),
    TCP(true, false, 5060),
    TLS(true, true, 5061),
    WS(true, false, 80),
    WSS(true, true, 443);

    private final boolean reliable;
    private final boolean secure;
    private final int port;

    Transport(boolean reliable, boolean secure, int port) {
        this.reliable = reliable;
        this.secure = secure;
        this.port = port;
    }

    /** Whether it delivers once and in order, so that transactions do not retransmit. */
    public boolean reliable() {
        return reliable;
    }

    public boolean secure() {
        return secure;
    }

    /** The port where none is written. */
    public int defaultPort() {
        return port;
    }
}
