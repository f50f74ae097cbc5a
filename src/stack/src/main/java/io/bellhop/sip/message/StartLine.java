package io.bellhop.sip.message;

/** Reads start lines (RFC 3261 7.1, 7.2, 25.1): strictly one space between the parts. */
final class StartLine {
    static final byte[] VERSION = {'S', 'I', 'P', '/', '2', '.', '0'};

    private StartLine() {}

    /**
     * The message that begins with that line, without headers yet.
     *
     * @param headers where the header lines begin
     * @return null if it is no start line, nor like one
     */
    static SipMessage parse(byte[] array, int start, int end, int headers, MessageCheck check) {
        if (isVersionPrefix(array, start, end)) {
            return response(array, start, end, headers, check);
        }
        int methodEnd = Chars.skip(array, start, end, Chars.TOKEN);
        boolean request = methodEnd > start
                && methodEnd < end
                && array[methodEnd] == ' '
                && versionStart(array, methodEnd, end) >= 0;
        return request ? request(array, start, methodEnd, end, headers, check) : null;
    }

    private static boolean isVersionPrefix(byte[] array, int start, int end) {
        return end - start >= 4 && Ascii.isIgnoringCase(array, start, start + 4, "sip/");
    }

    /** Where the last "SIP/" after a space begins, or -1. */
    private static int versionStart(byte[] array, int from, int end) {
        for (int i = end - 4; i > from; i--) {
            if (array[i] == 'S' | array[i] == 's' && isVersionPrefix(array, i, end) && array[i - 1] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private static SipRequest request(
            byte[] array, int start, int methodEnd, int end, int headers, MessageCheck check) {
        int uriStart = methodEnd + 1;
        int uriEnd = uriStart;
        while (uriEnd < end && array[uriEnd] > ' ' || uriEnd < end && array[uriEnd] < 0) {
            uriEnd++;
        }
        int version = versionStart(array, methodEnd, end);
        if (uriEnd == uriStart || version != uriEnd + 1) {
            boolean noUri = uriEnd == uriStart || version <= uriStart;
            check.fault(400, noUri ? "Malformed Request Line" : "White Space In Request-URI");
            uriEnd = Ascii.trimEnd(array, uriStart, Math.max(version, uriStart));
        }
        check.version(array, version, end, "Malformed Request Line");
        Method method = Method.of(array, start, methodEnd);
        return new SipRequest(array, start, headers, method, new Slice(array, uriStart, uriEnd));
    }

    private static SipResponse response(byte[] array, int start, int end, int headers, MessageCheck check) {
        int space = start;
        while (space < end && array[space] != ' ') {
            space++;
        }
        check.version(array, start, space, "Malformed Status Line");
        int codeEnd = HostScanner.digitsEnd(array, Math.min(space + 1, end), end);
        int status = (int) Ascii.number(array, space + 1, codeEnd, 699);
        if (codeEnd == end || array[codeEnd] != ' ' || codeEnd == space + 1) {
            check.fault(400, "Malformed Status Line");
        } else if (codeEnd != space + 4 || status < 100) {
            check.fault(400, "Status Code Out Of Range");
        }
        int reason = Math.min(codeEnd + 1, end);
        checkReason(array, reason, end, check);
        return new SipResponse(array, start, headers, Math.max(status, 0), new Slice(array, reason, end));
    }

    private static void checkReason(byte[] array, int from, int end, MessageCheck check) {
        for (int i = from; i < end; i++) {
            int c = array[i];
            if (c >= 0 && c < ' ' && c != '\t' || c == 0x7f) {
                check.fault(400, "Control Character In Status Line");
                return;
            }
        }
    }
}
