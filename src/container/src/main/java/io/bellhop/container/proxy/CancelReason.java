package io.bellhop.container.proxy;

/** The Reason header of a CANCEL (RFC 3326). */
final class CancelReason {
    private CancelReason() {}

    /**
     * The value of a Reason header for what an application gave.
     *
     * @return null where it gave nothing
     * @throws IllegalArgumentException if the arrays are not of one length, or a text holds a line break
     */
    static String of(String[] protocols, int[] causes, String[] texts) {
        if (protocols == null || protocols.length == 0) {
            return null;
        }
        if (causes == null || causes.length != protocols.length || texts != null && texts.length != protocols.length) {
            throw new IllegalArgumentException("protocol, reasonCode and reasonText are not of one length");
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < protocols.length; i++) {
            value.append(i == 0 ? "" : ", ").append(protocols[i]).append(";cause=").append(causes[i]);
            if (texts != null && texts[i] != null) {
                value.append(";text=").append(quoted(texts[i]));
            }
        }
        return value.toString();
    }

    private static String quoted(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a reason text holds a line break");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
