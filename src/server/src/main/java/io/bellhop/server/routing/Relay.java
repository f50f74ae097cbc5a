package io.bellhop.server.routing;

import jakarta.servlet.sip.SipServletRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** Whose requests are passed on to domains that are not ours. A server that does so for everybody is soon abused. */
public final class Relay {

    /** A kind of peer that may be trusted. */
    public enum Peer {
        /** A user who gave a password. */
        AUTHENTICATED,
        /** A program on this machine. */
        LOOPBACK,
        /** Everybody. */
        ANY
    }

    private final Set<Peer> trusted;

    private Relay(Set<Peer> trusted) {
        this.trusted = trusted;
    }

    /**
     * Reads the init-param {@code relay}.
     *
     * @param text {@code none}, or any of {@code authenticated}, {@code loopback} and {@code any} with white space
     *             between
     * @return whom to trust
     * @throws IllegalArgumentException naming a word that is none of these
     */
    public static Relay parse(String text) {
        Set<Peer> trusted = EnumSet.noneOf(Peer.class);
        StringTokenizer words = new StringTokenizer(text, " \t\r\n,");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (!"none".equals(word)) {
                trusted.add(peer(word));
            }
        }
        return new Relay(trusted);
    }

    private static Peer peer(String word) {
        for (Peer peer : Peer.values()) {
            if (peer.name().toLowerCase(Locale.ROOT).equals(word)) {
                return peer;
            }
        }
        throw new IllegalArgumentException(
                "init-param relay: expected none, authenticated, loopback or any, found \"" + word + "\"");
    }

    boolean allows(SipServletRequest request) {
        return trusted.contains(Peer.ANY)
                || trusted.contains(Peer.AUTHENTICATED) && request.getRemoteUser() != null
                || trusted.contains(Peer.LOOPBACK) && loopback(request.getInitialRemoteAddr());
    }

    private static boolean loopback(String address) {
        return address != null && (address.startsWith("127.") || address.equals("::1") || address.equals("[::1]")
                || address.equals("0:0:0:0:0:0:0:1"));
    }
}
