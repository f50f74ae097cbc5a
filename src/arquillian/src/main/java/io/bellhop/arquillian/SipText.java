package io.bellhop.arquillian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A SIP message as text, for tests: no more is understood of it than its start line and header lines.
 *
 * @param text the whole message with CRLF line ends
 */
public record SipText(String text) {
    private static final String CRLF = "\r\n";
    private static final Map<String, String> COMPACT = Map.of("via", "v", "from", "f", "to", "t", "call-id", "i",
            "contact", "m", "content-length", "l", "content-type", "c", "subject", "s");

    /** The first line. */
    public String startLine() {
        return text.substring(0, text.indexOf(CRLF));
    }

    public boolean isResponse() {
        return text.startsWith("SIP/2.0 ");
    }

    /** The status code of a response, or 0. */
    public int status() {
        return isResponse() ? Integer.parseInt(text.substring(8, 11)) : 0;
    }

    /** The method of a request, or that of the CSeq of a response. */
    public String method() {
        String line = isResponse() ? header("CSeq") : startLine();
        return isResponse() ? line.substring(line.indexOf(' ') + 1).strip() : line.substring(0, line.indexOf(' '));
    }

    /** The first value of that header, full or compact name, or null. */
    public String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Every line of that header, top down; lines are not split at commas. */
    public List<String> headers(String name) {
        List<String> found = new ArrayList<>();
        String compact = COMPACT.get(name.toLowerCase(Locale.ROOT));
        for (String line : text.substring(0, text.indexOf(CRLF + CRLF)).split(CRLF)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String given = line.substring(0, colon).strip();
                if (given.equalsIgnoreCase(name) || given.equalsIgnoreCase(compact)) {
                    found.add(line.substring(colon + 1).strip());
                }
            }
        }
        return found;
    }

    /** What comes after the empty line. */
    public String body() {
        return text.substring(text.indexOf(CRLF + CRLF) + 4);
    }

    /** The value of a parameter of a header value, or null: {@code parameter("From", "tag")}. */
    public String parameter(String header, String name) {
        String value = header(header);
        int at = value == null ? -1 : value.indexOf(";" + name + "=");
        if (at < 0) {
            return null;
        }
        String rest = value.substring(at + name.length() + 2);
        int end = 0;
        while (end < rest.length() && ";, >".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
