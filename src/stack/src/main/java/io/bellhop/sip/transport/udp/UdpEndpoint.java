package io.bellhop.sip.transport.udp;

import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.io.Endpoint;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One UDP socket (RFC 3261 18), read by one loop until it is empty, sent from by any loop. It is bound when it is made
 * and read once it is started.
 */
public final class UdpEndpoint implements Endpoint, NioIoHandle {
    /** After so many datagrams the loop's tasks, timers and other sockets have their turn. */
    private static final int DATAGRAMS_A_TURN = 256;
    /** CRLF CRLF and shorter keep a NAT binding alive: meant for streams (RFC 5626 4.4.1), yet used over UDP. */
    private static final int LONGEST_KEEP_ALIVE = 4;

    private static final Logger LOG = Logger.getLogger(UdpEndpoint.class.getPackageName());

    private final DatagramChannel channel;
    private final ListeningPoint point;
    private final NettyLoop loop;
    private final Receiver receiver;
    private final UdpFlows flows;
    private final UdpSender sender;
    private IoRegistration registration;
    private boolean wantsRoom;

    /**
     * @param channel bound, not blocking
     * @param loop the loop that reads it
     */
    public UdpEndpoint(DatagramChannel channel, ListeningPoint point, NettyLoop loop, Receiver receiver) {
        this.channel = channel;
        this.point = point;
        this.loop = loop;
        this.receiver = receiver;
        flows = new UdpFlows(this);
        sender = new UdpSender(channel::send, receiver, this::wantRoom);
    }

    @Override
    public ListeningPoint point() {
        return point;
    }

    UdpSender sender() {
        return sender;
    }

    @Override
    public Flow existing(InetSocketAddress remote) {
        return null;
    }

    @Override
    public Flow flow(InetSocketAddress remote) {
        return loop.inLoop() ? flows.to(remote) : new UdpFlow(this, remote);
    }

    @Override
    public Future<IoRegistration> start() {
        return loop.eventLoop().register(this).addListener(done -> {
            if (done.isSuccess()) {
                registration = (IoRegistration) done.getNow();
                interest();
            }
        });
    }

    @Override
    public Future<?> stop() {
        return loop.closing(() -> {
            sender.flush(loop.scratch());
            if (registration != null) {
                registration.cancel();
            }
            close();
        });
    }

    @Override
    public SelectableChannel selectableChannel() {
        return channel;
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        NioIoOps ready = ((NioIoEvent) event).ops();
        if (ready.contains(NioIoOps.WRITE)) {
            wantsRoom = !sender.flush(loop.scratch());
            interest();
        }
        if (ready.contains(NioIoOps.READ)) {
            drain();
        }
    }

    private void drain() {
        ByteBuffer buffer = loop.scratch();
        try {
            for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
                buffer.clear();
                InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
                if (source == null) {
                    return;
                }
                buffer.flip();
                take(buffer, source);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.FINE, "Closed while it was read", e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Reading " + point.address() + " failed");
        }
    }

    private void take(ByteBuffer buffer, InetSocketAddress source) {
        int length = buffer.remaining();
        // a message shorter than this is none
        if (length <= LONGEST_KEEP_ALIVE || source.getPort() == 0) {
            return;
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        receiver.receive(bytes, flows.to(source), loop, null);
    }

    private void wantRoom() {
        if (!loop.inLoop()) {
            loop.execute(this::wantRoom);
        } else if (!wantsRoom) {
            wantsRoom = true;
            interest();
        }
    }

    private void interest() {
        if (registration != null && registration.isValid()) {
            registration.submit(wantsRoom ? NioIoOps.READ_AND_WRITE : NioIoOps.READ);
        }
    }

    /** Called when the loop ends, and to close. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Closing " + point.address() + " failed");
        }
    }
}
