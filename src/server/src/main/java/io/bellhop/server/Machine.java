package io.bellhop.server;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The names and addresses by which this machine is reached. Asks the operating system, so only at the start. */
final class Machine {

    private static final Logger LOG = Logger.getLogger(Machine.class.getPackageName());

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Machine() {
    }

    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        addAddresses(names);
        addHostName(names);
        return names;
    }

    private static void addAddresses(Set<String> names) {
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(address -> names.add(withoutZone(address.getHostAddress())));
        } catch (SocketException e) {
            LOG.log(Level.WARNING, "The addresses of this machine can't be listed: {0}", e.getMessage());
        }
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** Asks the kernel and not a name server, which could keep the start waiting; a fuller name belongs in domains. */
    private static void addHostName(Set<String> names) {
        try {
            String name = Files.readString(HOST_NAME).trim();
            if (!name.isEmpty()) {
                names.add(name);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "This machine does not tell its host name: {0}", e.toString());
        }
    }
}
