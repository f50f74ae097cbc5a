package io.bellhop.container.security;

import java.util.List;

/** What is to be done with a request that asks for authentication. */
public sealed interface AuthOutcome {
    /**
     * The application may have it.
     *
     * @param principal who calls; null for an ACK or CANCEL, which can't be challenged (RFC 3261, 22.1)
     */
    record Allow(SipPrincipal principal) implements AuthOutcome {}

    /**
     * Ask {@link SubscriberRealm#verify}, then {@link DigestAuthenticator#conclude}.
     *
     * @param response what is to be verified
     */
    record Verify(DigestResponse response) implements AuthOutcome {}

    /**
     * Answer with a challenge.
     *
     * @param status 401 or 407
     * @param header WWW-Authenticate or Proxy-Authenticate
     * @param values one header each, in this order (RFC 8760, 2.4: the one preferred first)
     */
    record Challenge(int status, String header, List<String> values) implements AuthOutcome {
        public Challenge {
            values = List.copyOf(values);
        }
    }

    /**
     * Answer with a failure.
     *
     * @param status 400 for malformed credentials, 403 for a caller without the role
     * @param reason the reason phrase
     */
    record Refuse(int status, String reason) implements AuthOutcome {}
}
