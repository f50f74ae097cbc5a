package io.bellhop.accounts;

import io.bellhop.accounts.AccountsException.Kind;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names, realms and passwords: which are possible, and what is stored of a password. */
final class Credentials {

    /** RFC 3261 section 25.1: user = 1*( unreserved / escaped / user-unreserved ), written here without escapes. */
    private static final String USER_MARKS = "-_.!~*'()&=+$,;?/";
    private static final int NAME_LIMIT = 64;
    private static final int REALM_LIMIT = 128;
    /** Letters and digits that nobody takes for one another when they are read aloud or typed from a screen. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
    /** 16 characters out of 32: 80 bits. */
    private static final int RANDOM_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Credentials() {
    }

    static String name(String name) throws AccountsException {
        if (name == null || name.isEmpty()) {
            throw new AccountsException(Kind.INVALID, "a name is needed");
        }
        if (name.length() > NAME_LIMIT) {
            throw new AccountsException(Kind.INVALID, "the name is longer than " + NAME_LIMIT + " characters");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && USER_MARKS.indexOf(c) < 0) {
                throw new AccountsException(Kind.INVALID, "the name has " + shown(c)
                        + ", which the user part of a SIP address can't have: use letters, digits and " + USER_MARKS);
            }
        }
        return name;
    }

    static String realm(String realm) throws AccountsException {
        if (realm == null || realm.isEmpty() || realm.length() > REALM_LIMIT) {
            throw new AccountsException(Kind.INVALID, "a realm has 1 to " + REALM_LIMIT + " characters");
        }
        for (int i = 0; i < realm.length(); i++) {
            char c = realm.charAt(i);
            if (Character.isISOControl(c) || c == '"' || c == '\\') {
                throw new AccountsException(Kind.INVALID, "the realm has " + shown(c) + ", which it can't have");
            }
        }
        return realm;
    }

    static String password(String password) throws AccountsException {
        if (password == null || password.isEmpty()) {
            throw new AccountsException(Kind.INVALID, "the password is empty");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new AccountsException(Kind.INVALID, "the password has a control character");
        }
        return password;
    }

    static String random() {
        StringBuilder password = new StringBuilder(RANDOM_LENGTH);
        while (password.length() < RANDOM_LENGTH) {
            password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    /** RFC 2617 section 3.2.2.2 and RFC 7616 section 3.4.2: the hash of {@code name:realm:password}, in UTF-8. */
    static String ha1(String algorithm, String name, String realm, String password) {
        try {
            byte[] secret = (name + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String shown(char c) {
        return Character.isISOControl(c) || c > 126 ? String.format("U+%04X", (int) c)
                : c == ' ' ? "a space" : "'" + c + "'";
    }
}
