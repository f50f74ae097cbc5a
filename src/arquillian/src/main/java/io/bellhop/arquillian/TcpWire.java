package io.bellhop.arquillian;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One connection to the server. */
final class TcpWire implements SipWire {
    private final Socket socket;

    TcpWire(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public String transport() {
        return "TCP";
    }

    @Override
    public void send(String message, InetSocketAddress to) throws IOException {
        socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void listen(Consumer<String> consumer) {
        Thread reader = new Thread(() -> read(consumer), "sip-client-" + local().getPort());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Consumer<String> consumer) {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            String message = next(in);
            while (message != null) {
                consumer.accept(message);
                message = next(in);
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                consumer.accept("broken: " + e);
            }
        }
    }

    /** The next message, framed by Content-Length (RFC 3261 18.3), or null at the end. */
    private static String next(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            if (head.size() > 0 || next != '\r' && next != '\n') {
                head.write(next);
            }
            String text = head.toString(StandardCharsets.UTF_8);
            if (next == '\n' && text.endsWith("\r\n\r\n")) {
                String length = new SipText(text).header("Content-Length");
                byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
                return text + new String(body, StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
