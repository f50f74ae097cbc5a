package io.bellhop.container.security;

import io.bellhop.container.security.AuthOutcome.Allow;
import io.bellhop.container.security.AuthOutcome.Challenge;
import io.bellhop.container.security.AuthOutcome.Refuse;
import io.bellhop.container.security.AuthOutcome.Verify;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides on requests that a security-constraint protects (RFC 3261, 22; RFC 8760). It keeps nothing but which nonces
 * were used how often, in bounded memory, and takes no lock: any thread may call.
 *
 * <p>One authenticator serves a whole server, so that credentials seen on one loop are not taken again on another.
 */
public final class DigestAuthenticator {
    /** RFC 8760, 2.4: the algorithm that the server prefers stands first. */
    public static final List<DigestAlgorithm> DEFAULT_ALGORITHMS =
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    /** How many nonces in use are remembered: 65,536, which takes 512 KB. */
    private static final int SLOT_BITS = 16;

    private final List<DigestAlgorithm> algorithms;
    private final Nonces nonces;
    private final NonceCounts counts = new NonceCounts(SLOT_BITS);
    private final String opaque;

    /**
     * An authenticator with a secret of its own; nonces of a former one are stale to it.
     *
     * @param random must be unpredictable outside of tests, as {@code SecureRandom} is; used here alone
     * @param nonceLifetimeMillis how long a nonce is good for; a caller with an older one repeats its request once
     * @param algorithms what is offered, the preferred one first
     */
    public DigestAuthenticator(RandomGenerator random, long nonceLifetimeMillis, List<DigestAlgorithm> algorithms) {
        this.algorithms = List.copyOf(algorithms);
        nonces = new Nonces(random, nonceLifetimeMillis);
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        opaque = HexFormat.of().formatHex(bytes);
    }

    /**
     * What to do with a request, as far as that can be said without the password.
     *
     * @param method of the request
     * @param headers the values of its Authorization headers, or of its Proxy-Authorization headers where the rule asks
     *     for proxy authentication; those for other realms and schemes are passed over
     * @param rule what applies to the request
     * @param nowMillis the time, in milliseconds since any moment, the same for all calls
     */
    public AuthOutcome decide(String method, List<String> headers, AccessRule rule, long nowMillis) {
        // RFC 3261, 22.1: "a server MUST NOT attempt to challenge an ACK"; CANCEL can't be resubmitted either
        if (method.equals("ACK") || method.equals("CANCEL")) {
            return new Allow(null);
        }
        if (rule.roles().isEmpty()) {
            return new Refuse(403, "Forbidden");
        }
        DigestCredentials credentials;
        try {
            credentials = strongest(headers, rule.realm());
        } catch (MalformedCredentialsException e) {
            return new Refuse(400, e.getMessage());
        }
        if (credentials == null || credentials.qop() != null && !credentials.qop().equals("auth")) {
            return challenge(rule, false, nowMillis);
        }
        long serial = nonces.serialOf(credentials.nonce(), rule.realm(), nowMillis);
        if (serial == Nonces.INVALID || !counts.isFresh(serial, credentials.count())) {
            return challenge(rule, true, nowMillis);
        }
        return new Verify(new DigestResponse(credentials, method));
    }

    /**
     * What to do with the request once the realm has spoken.
     *
     * @param response what the realm was asked
     * @param principal its answer; null for a wrong password or an unknown user
     * @param rule the rule given to {@link #decide}
     * @param nowMillis the time, by the clock of {@link #decide}
     */
    public AuthOutcome conclude(DigestResponse response, SipPrincipal principal, AccessRule rule, long nowMillis) {
        if (principal == null) {
            return challenge(rule, false, nowMillis);
        }
        // looked at again: the same credentials may have come twice while the realm was thinking
        long serial = nonces.serialOf(response.credentials().nonce(), rule.realm(), nowMillis);
        if (serial == Nonces.INVALID || !counts.use(serial, response.credentials().count())) {
            return challenge(rule, true, nowMillis);
        }
        return rule.admits(principal) ? new Allow(principal) : new Refuse(403, "Forbidden");
    }

    /** Of the credentials for this realm those whose algorithm is preferred; null without any that can be used. */
    private DigestCredentials strongest(List<String> headers, String realm) throws MalformedCredentialsException {
        DigestCredentials best = null;
        for (int i = 0; i < headers.size(); i++) {
            DigestCredentials read = DigestCredentials.parse(headers.get(i));
            boolean usable = read != null && read.realm().equals(realm)
                    && read.algorithm() != null && algorithms.contains(read.algorithm());
            if (usable && (best == null
                    || algorithms.indexOf(read.algorithm()) < algorithms.indexOf(best.algorithm()))) {
                best = read;
            }
        }
        return best;
    }

    /** One nonce for all algorithms: a phone that knows MD5 alone may take the nonce of whichever header it read. */
    private Challenge challenge(AccessRule rule, boolean stale, long nowMillis) {
        String nonce = nonces.issue(rule.realm(), nowMillis);
        List<String> values = new ArrayList<>(algorithms.size());
        for (DigestAlgorithm algorithm : algorithms) {
            StringBuilder out = new StringBuilder(160).append("Digest realm=\"");
            for (int i = 0; i < rule.realm().length(); i++) {
                char c = rule.realm().charAt(i);
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
            out.append("\", nonce=\"").append(nonce).append("\", opaque=\"").append(opaque)
                    .append("\", algorithm=").append(algorithm.token()).append(", qop=\"auth\"");
            values.add(out.append(stale ? ", stale=true" : "").toString());
        }
        return new Challenge(rule.proxy() ? 407 : 401,
                rule.proxy() ? "Proxy-Authenticate" : "WWW-Authenticate", values);
    }
}
