package io.bellhop.deploy;

import io.netty.util.NetUtil;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.util.ServerInfo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.StringJoiner;

/** The few lines that tell the operator what runs and where. */
final class Announcement {

    private Announcement() {
    }

    static String text(ServerOptions options, StartCheck check, Map<String, String> passwords, long millis) {
        StringBuilder text = new StringBuilder(512);
        text.append("Bellhop ").append(version()).append(" on ").append(ServerInfo.getServerInfo()).append(", Java ")
                .append(Runtime.version().feature()).append('\n');
        for (Connector connector : check.connectors()) {
            text.append("  listens   ").append(listener(connector)).append('\n');
        }
        StringJoiner names = new StringJoiner(", ");
        for (Context context : check.deployed()) {
            names.add(context.getBaseName());
        }
        text.append("  deployed  ").append(check.deployed().isEmpty() ? "nothing" : names).append('\n');
        check.failed().forEach(each -> text.append("  WARNING   ").append(each).append('\n'));
        text.append("  home      ").append(options.home()).append('\n');
        if (!passwords.isEmpty()) {
            text.append("New accounts with these passwords, shown this once:\n");
            passwords.forEach((name, password) ->
                    text.append("  ").append(name).append("  ").append(password).append('\n'));
        }
        return text.append("ready in ").append(millis).append(" ms\n").toString();
    }

    /** To the standard output, or to a file that only its owner can read and that is whole as soon as it is there. */
    static void publish(String text, Path file, PrintStream out) throws IOException {
        if (file == null) {
            out.print(text);
            out.flush();
        } else {
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(written);
            Files.createFile(written, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static String version() {
        String version = Announcement.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    private static String listener(Connector connector) {
        Object address = connector.getProperty("address");
        String host = address instanceof InetAddress bound ? inUri(bound) : "0.0.0.0";
        String shown = host + ":" + connector.getPort();
        Object transport = connector.getProperty("transport");
        return transport == null ? connector.getScheme() + "://" + shown : "sip:" + shown + ";transport=" + transport;
    }

    /** An IPv6 address in brackets and in the short form of RFC 5952, as Via and Record-Route have it too. */
    static String inUri(InetAddress address) {
        return address instanceof Inet6Address ? "[" + NetUtil.toAddressString(address) + "]"
                : address.getHostAddress();
    }
}
