package io.bellhop.arquillian;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One datagram socket. */
final class UdpWire implements SipWire {
    private final DatagramSocket socket;

    UdpWire() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public String transport() {
        return "UDP";
    }

    @Override
    public void send(String message, InetSocketAddress to) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void listen(Consumer<String> consumer) {
        Thread reader = new Thread(() -> read(consumer), "sip-client-" + local().getPort());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Consumer<String> consumer) {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                consumer.accept(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    consumer.accept("broken: " + e);
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
