package io.bellhop.container.address;

/** The text of an IPv6 address (RFC 3986, 3.2.2; RFC 4291, 2.2). */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {
    }

    /** The eight groups of the address between {@code from} and {@code end}; null where that is none. */
    static int[] parse(String s, int from, int end) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        if (startsWith(s, at, end, "::")) {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int stop = endOfGroup(s, at, end);
            if (stop < end && s.charAt(stop) == '.') {
                return count <= GROUPS - 2 && ipv4(s, at, end, groups, count) ? closed(groups, count + 2, gap) : null;
            }
            if (stop == at || stop - at > 4 || count == GROUPS) {
                return null;
            }
            groups[count++] = Integer.parseInt(s, at, stop, 16);
            at = stop;
            if (startsWith(s, at, end, "::")) {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at += 2;
            } else if (at < end && (s.charAt(at) != ':' || ++at == end)) {
                return null;
            }
        }
        return closed(groups, count, gap);
    }

    private static boolean startsWith(String s, int at, int end, String what) {
        return at + what.length() <= end && s.startsWith(what, at);
    }

    private static int endOfGroup(String s, int from, int end) {
        int i = from;
        while (i < end && (Text.isDigit(s.charAt(i)) || isHexLetter(s.charAt(i)))) {
            i++;
        }
        return i;
    }

    private static boolean isHexLetter(char c) {
        char l = Escapes.lower(c);
        return l >= 'a' && l <= 'f';
    }

    /** Puts the groups behind the gap where they belong. */
    private static int[] closed(int[] groups, int count, int gap) {
        if (gap < 0) {
            return count == GROUPS ? groups : null;
        }
        // "::" stands for one group at least, and is met for none
        int behind = count - gap;
        int[] all = new int[GROUPS];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, GROUPS - behind, behind);
        return all;
    }

    private static boolean ipv4(String s, int from, int end, int[] groups, int at) {
        int value = 0;
        int octet = -1;
        int octets = 0;
        for (int i = from; i <= end; i++) {
            char c = i == end ? '.' : s.charAt(i);
            if (c == '.') {
                if (octet < 0 || octet > 255 || octets == 4) {
                    return false;
                }
                value = value << 8 | octet;
                octets++;
                octet = -1;
            } else if (!Text.isDigit(c) || octet > 255) {
                return false;
            } else {
                octet = Math.max(octet, 0) * 10 + c - '0';
            }
        }
        groups[at] = value >>> 16;
        groups[at + 1] = value & 0xffff;
        return octets == 4;
    }
}
