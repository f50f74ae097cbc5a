package io.bellhop.accounts;

import java.time.LocalDateTime;

/**
 * One subscriber as {@link Accounts#list()} shows it; what its password hashes to stays in the database.
 *
 * @param name    the user part of the subscriber's address, case-sensitive (RFC 3261 section 19.1.4)
 * @param realm   the protection domain that the password is good for (RFC 3261 section 22.1)
 * @param created when the account was made, in the server's time zone
 */
public record Account(String name, String realm, LocalDateTime created) {
}
