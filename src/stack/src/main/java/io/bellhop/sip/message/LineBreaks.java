package io.bellhop.sip.message;

import java.io.ByteArrayOutputStream;

/** Makes line breaks of LF alone into CRLF, so that everything later finds none but those. */
final class LineBreaks {
    private LineBreaks() {}

    /** A copy whose start line and headers have CRLF; the body stays as it is. */
    static byte[] mended(byte[] array, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start + 64);
        boolean content = false;
        boolean blank = true;
        int i = start;
        while (i < end && !(content && blank && isBreak(array, i, end))) {
            if (isBreak(array, i, end)) {
                out.write('\r');
                out.write('\n');
                i += array[i] == '\r' ? 2 : 1;
                blank = true;
            } else {
                out.write(array[i++]);
                blank = false;
                content = true;
            }
        }
        if (i < end) {
            out.write('\r');
            out.write('\n');
            i += array[i] == '\r' ? 2 : 1;
            out.write(array, i, end - i);
        }
        return out.toByteArray();
    }

    private static boolean isBreak(byte[] array, int i, int end) {
        return array[i] == '\n' || array[i] == '\r' && i + 1 < end && array[i + 1] == '\n';
    }
}
