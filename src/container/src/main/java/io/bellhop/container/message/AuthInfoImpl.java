package io.bellhop.container.message;

import jakarta.servlet.sip.AuthInfo;
import java.util.ArrayList;
import java.util.List;

/** User names and passwords for realms (JSR 289, AuthInfo); a later one for the same realm counts. Any thread. */
public final class AuthInfoImpl implements AuthInfo {
    /** What is known for one realm. @param status 401 or 407 */
    record Account(int status, String realm, String username, String password) {}

    private final List<Account> accounts = new ArrayList<>(1);

    /** @throws IllegalArgumentException if the status is neither 401 nor 407 */
    @Override
    public synchronized void addAuthInfo(int statusCode, String realm, String username, String password) {
        if (statusCode != 401 && statusCode != 407) {
            throw new IllegalArgumentException("a challenge has status 401 or 407, not " + statusCode);
        }
        if (realm == null || username == null || password == null) {
            throw new NullPointerException("realm, user name and password");
        }
        accounts.add(0, new Account(statusCode, realm, username, password));
    }

    synchronized Account find(int status, String realm) {
        for (Account each : accounts) {
            if (each.status() == status && each.realm().equals(realm)) {
                return each;
            }
        }
        return null;
    }
}
