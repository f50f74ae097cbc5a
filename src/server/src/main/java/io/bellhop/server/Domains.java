package io.bellhop.server;

import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names and addresses that mean this server (RFC 3261 section 10.3 step 1, section 16.5). All of them are one name
 * space of users: {@code alice@localhost} and {@code alice@127.0.0.1} are the same address of record. Two kinds
 * differ in how they look at a port: a domain that the operator named is ours with any port; an address or name of
 * this machine is ours without a port or with one that we listen on, for behind any other port some other program
 * answers. Immutable; never blocks once made.
 */
public final class Domains {

    private final Set<String> named;
    private final Set<String> machine;
    private final Set<Integer> ports;

    /**
     * Makes the set.
     *
     * @param named   domains named by the operator
     * @param machine addresses and host names of this machine
     * @param ports   the ports that we listen on; with none, any port of this machine is ours
     */
    public Domains(Collection<String> named, Collection<String> machine, Collection<Integer> ports) {
        this.named = canonical(named);
        this.machine = canonical(machine);
        this.ports = Set.copyOf(ports);
    }

    /**
     * Tells whether a URI names this server or one of its users.
     *
     * @param uri any SIP URI
     * @return true if its host, and its port where it has one, are ours
     */
    public boolean includes(SipURI uri) {
        return includes(uri.getHost(), uri.getPort());
    }

    /**
     * Tells whether a host and port name this server.
     *
     * @param host name or address, in any case; an IPv6 address with or without brackets
     * @param port -1 for none
     * @return whether they are ours
     */
    public boolean includes(String host, int port) {
        return includesCanonical(host, port) || includesCanonical(canonical(host), port);
    }

    private boolean includesCanonical(String host, int port) {
        if (machine.contains(host) && (port < 0 || ports.isEmpty() || ports.contains(port))) {
            return true;
        }
        return named.contains(host);
    }

    private static Set<String> canonical(Collection<String> hosts) {
        Set<String> canonical = new HashSet<>();
        for (String host : hosts) {
            canonical.add(canonical(host));
        }
        return Set.copyOf(canonical);
    }

    /** Lower case, without a closing dot; an IPv6 address without brackets in the one form that Java prints. */
    private static String canonical(String host) {
        if (host.indexOf(':') >= 0) {
            return canonicalAddress(host);
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String canonicalAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                // not an address: Java must not be led to ask a name server
                return host;
            }
        }
        try {
            return InetAddress.getByName(literal).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    @Override
    public String toString() {
        return "domains " + named + ", this machine " + machine + " on ports " + ports;
    }
}
