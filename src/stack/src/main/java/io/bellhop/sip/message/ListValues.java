package io.bellhop.sip.message;

/**
 * Takes apart a value that is a list (RFC 3261 7.3.1). A comma inside quotes or angle brackets separates nothing;
 * empty elements are passed over.
 */
final class ListValues {
    private final byte[] array;
    private final int end;
    private int next;
    private int start;
    private int elementEnd;

    ListValues(byte[] array, int start, int end) {
        this.array = array;
        this.end = end;
        next = start;
        this.start = start;
        elementEnd = start;
    }

    /** Goes to the next element; false where none follows. */
    boolean next() {
        int from = skipEmpty(next);
        if (from >= end) {
            return false;
        }
        start = from;
        next = separator(from);
        elementEnd = Ascii.trimEnd(array, from, next);
        return true;
    }

    private int skipEmpty(int from) {
        int i = from;
        while (i < end && (array[i] == ',' || Ascii.isSpace(array[i]))) {
            i++;
        }
        return i;
    }

    /** The comma that ends the element which begins there, or the end. */
    private int separator(int from) {
        for (int i = from; i < end; i++) {
            byte c = array[i];
            if (c == ',') {
                return i;
            }
            if (c == '"') {
                int after = Ascii.afterQuoted(array, i, end);
                if (after < 0) {
                    return end;
                }
                i = after - 1;
            } else if (c == '<') {
                while (i < end && array[i] != '>') {
                    i++;
                }
            }
        }
        return end;
    }

    int start() {
        return start;
    }

    int end() {
        return elementEnd;
    }

    /** Where the element after this one begins, or -1. */
    int following() {
        int from = skipEmpty(next);
        return from < end ? from : -1;
    }
}
