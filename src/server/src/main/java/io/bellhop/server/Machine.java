package io.bellhop.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The names and addresses by which this machine is reached. Asks the operating system, so only at the start. */
final class Machine {

    private static final Logger LOG = Logger.getLogger(Machine.class.getPackageName());

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

    private static void addHostName(Set<String> names) {
        try {
            InetAddress local = InetAddress.getLocalHost();
            names.add(local.getHostName());
            names.add(local.getCanonicalHostName());
        } catch (UnknownHostException e) {
            LOG.log(Level.FINE, "This machine has no host name that resolves: {0}", e.getMessage());
        }
    }
}
