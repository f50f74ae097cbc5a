package io.bellhop.container.address;

/** The q parameter (RFC 3261, 25.1: qvalue). */
final class QValue {
    private QValue() {
    }

    /** 0 to 1; -1 for what is no such number. More than three decimals are tolerated. */
    static float parse(String s) {
        int dot = s.indexOf('.');
        String whole = dot < 0 ? s : s.substring(0, dot);
        if (!(whole.equals("0") || whole.equals("1") || whole.isEmpty() && dot + 1 < s.length())) {
            return -1f;
        }
        double value = whole.equals("1") ? 1 : 0;
        double unit = 0.1;
        for (int i = dot < 0 ? s.length() : dot + 1; i < s.length(); i++, unit /= 10) {
            if (!Text.isDigit(s.charAt(i))) {
                return -1f;
            }
            value += unit * (s.charAt(i) - '0');
        }
        return s.isEmpty() || value > 1 ? -1f : (float) value;
    }

    /** 0 to 1 with at least one and at most three decimals. */
    static String write(float q) {
        int thousandths = Math.round(q * 1000);
        String s = thousandths / 1000 + "." + Integer.toString(thousandths % 1000 + 1000).substring(1);
        int end = s.length();
        while (end > 3 && s.charAt(end - 1) == '0') {
            end--;
        }
        return s.substring(0, end);
    }
}
