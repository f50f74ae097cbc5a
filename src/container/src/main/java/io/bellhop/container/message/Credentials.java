package io.bellhop.container.message;

import io.bellhop.container.message.AuthInfoImpl.Account;
import io.bellhop.container.security.CredentialsRealm;
import io.bellhop.container.security.DigestChallenge;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the answers to the challenges of a response into a request (JSR 289, addAuthHeader; RFC 3261 22). */
final class Credentials {
    /** Who is asked for the account of a realm. */
    interface Accounts {
        /** @param status 401 for a user agent server's realm, 407 for a proxy's. @return null if there is none */
        Account find(int status, String realm);
    }

    private final SipServletRequestImpl request;
    private final SipResponse challenging;

    /** @throws IllegalArgumentException if the response is none that challenges */
    Credentials(SipServletRequestImpl request, SipServletResponseImpl response) {
        this.request = request;
        challenging = response.sip();
        if (challenging.status() != 401 && challenging.status() != 407) {
            throw new IllegalArgumentException("a challenge has status 401 or 407, not " + challenging.status());
        }
    }

    /**
     * Answers each realm that an account is known for, by the strongest algorithm that it offers.
     *
     * @throws IllegalArgumentException if none could be answered
     */
    void add(Accounts accounts) {
        // A response may have both kinds: those of proxies on the way and those of the user agent server.
        int added = answer(401, StandardHeader.WWW_AUTHENTICATE, StandardHeader.AUTHORIZATION, accounts)
                + answer(407, StandardHeader.PROXY_AUTHENTICATE, StandardHeader.PROXY_AUTHORIZATION, accounts);
        if (added == 0) {
            throw new IllegalArgumentException("no challenge of a realm that there is an account for");
        }
    }

    private int answer(int status, StandardHeader asks, StandardHeader answers, Accounts accounts) {
        Map<String, DigestChallenge> best = new LinkedHashMap<>();
        for (String header : challenging.all(asks)) {
            DigestChallenge read = DigestChallenge.parse(header);
            if (read != null && read.isAnswerable()) {
                best.merge(read.realm(), read,
                        (one, other) -> other.algorithm().compareTo(one.algorithm()) < 0 ? other : one);
            }
        }
        int added = 0;
        for (DigestChallenge challenge : best.values()) {
            Account account = accounts.find(status, challenge.realm());
            if (account != null) {
                replace(answers, challenge, account);
                added++;
            }
        }
        return added;
    }

    private void replace(StandardHeader name, DigestChallenge challenge, Account account) {
        SipRequest sip = request.sip();
        List<String> before = sip.all(name);
        sip.remove(name);
        for (String value : before) {
            if (!challenge.realm().equals(CredentialsRealm.of(value))) {
                sip.addLast(name, value);
            }
        }
        byte[] body = sip.body().detach().array();
        sip.addLast(name, request.actions().digests().answer(challenge, account.username(), account.password(),
                request.getMethod(), sip.requestUri().toString(), body, request.actions().cnonce()));
    }
}
