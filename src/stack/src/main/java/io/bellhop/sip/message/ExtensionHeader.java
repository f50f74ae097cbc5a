package io.bellhop.sip.message;

import java.util.Locale;

/**
 * A header that we have no constant for; equal to any other of the same letters in whatever case.
 *
 * @param text the name as it is written; {@link IllegalArgumentException} if it is no token, or the name of one of
 *     {@link StandardHeader}
 */
public record ExtensionHeader(String text) implements HeaderName {
    public ExtensionHeader {
        if (!Tokens.isToken(text)) {
            throw new IllegalArgumentException("not a header name: " + text);
        }
        if (StandardHeader.find(text) != null) {
            throw new IllegalArgumentException("a known header, see HeaderName.of: " + text);
        }
    }

    @Override
    public boolean isList() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionHeader header && header.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
