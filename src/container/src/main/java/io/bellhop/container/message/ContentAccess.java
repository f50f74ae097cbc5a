package io.bellhop.container.message;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The body of a message as JSR 289 shows it: text for text types, bytes for all others. */
final class ContentAccess {
    private ContentAccess() {}

    /** A copy of the body, or null where there is none. */
    static byte[] raw(SipMessage message) {
        Slice body = message.body();
        return body.isEmpty() ? null : body.detach().array();
    }

    /** A String for text/*, bytes for every other type, null where there is no body. */
    static Object get(SipMessage message, String encoding) throws UnsupportedEncodingException {
        byte[] raw = raw(message);
        String type = message.first(StandardHeader.CONTENT_TYPE);
        if (raw == null || !isText(type)) {
            return raw;
        }
        return new String(raw, charset(encoding));
    }

    /**
     * Puts a body in: bytes with any type, anything as its text where the type is text/*, a String with any other type
     * too (SDP is application/sdp, and applications set it so).
     *
     * @throws IllegalArgumentException if the type is null, or the object is none of these
     */
    static void set(SipMessage message, Object content, String type, String encoding)
            throws UnsupportedEncodingException {
        if (content == null) {
            message.body(new byte[0]);
            message.remove(StandardHeader.CONTENT_TYPE);
            return;
        }
        if (type == null) {
            throw new IllegalArgumentException("content without a type");
        }
        byte[] bytes;
        if (content instanceof byte[] given) {
            bytes = given;
        } else if (content instanceof String || isText(type)) {
            String own = charsetOf(type);
            bytes = content.toString().getBytes(charset(own != null ? own : encoding));
        } else {
            throw new IllegalArgumentException("content of " + content.getClass() + " as " + type);
        }
        message.body(bytes);
        message.set(StandardHeader.CONTENT_TYPE, type);
    }

    private static boolean isText(String type) {
        return type != null && type.regionMatches(true, 0, "text/", 0, 5);
    }

    static Charset charset(String name) throws UnsupportedEncodingException {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    /** The charset parameter of a content type, or null. */
    static String charsetOf(String type) {
        int at = type == null ? -1 : type.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return null;
        }
        int end = type.indexOf(';', at);
        String value = type.substring(at + 8, end < 0 ? type.length() : end).strip();
        return value.length() > 1 && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
