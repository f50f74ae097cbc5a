package io.bellhop.sip.transport.tcp;

/**
 * The bounds of connections. Times in ms, sizes in bytes.
 *
 * @param connectMillis how long opening a connection may take
 * @param messageMillis how long a message may take from its first byte to its last
 * @param idleMillis after how long without a byte either way a connection is closed
 * @param stallMillis how long a peer may leave what we send unread
 * @param lingerMillis how long we wait for the peer's end after refusing what it sends
 * @param outboundBytes how much may wait to be sent to one peer; beyond it the connection is closed
 * @param waitingMessages how many messages may wait for a connection that is being opened
 * @param claimedMessages how many messages of one connection may wait at other loops before it is read no further
 * @param connections how many connections one listening point keeps; others are closed as they come
 */
public record TcpSettings(int connectMillis, long messageMillis, long idleMillis, long stallMillis, long lingerMillis,
        int outboundBytes, int waitingMessages, int claimedMessages, int connections) {
    public static final TcpSettings DEFAULT =
            new TcpSettings(4_000, 10_000, 600_000, 10_000, 2_000, 1 << 20, 256, 256, 20_000);

    /** The same with another idle time, ms. */
    public TcpSettings withIdle(long millis) {
        return new TcpSettings(connectMillis, messageMillis, millis, stallMillis, lingerMillis, outboundBytes,
                waitingMessages, claimedMessages, connections);
    }
}
