package io.bellhop.container.router;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties file of the default application router (JSR 289, appendix C): for each method a list of applications,
 * as in {@code INVITE: ("app", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0"), ("other", ...)}. The method ALL is for
 * every method that has no list of its own.
 *
 * <p>A list may go on in the next line behind a backslash or a comma, or inside of parentheses. Lines that begin with #
 * or ! are comments. Each list is ordered by its last values.
 */
final class DarFile {
    private final String file;
    private final Map<String, DarRule[]> rules = new HashMap<>();

    private DarFile(String file) {
        this.file = file;
    }

    /**
     * Reads all.
     *
     * @param file what messages call it
     * @return the rules of each method, by method
     * @throws DarSyntaxException at the first mistake, with file and line
     */
    static Map<String, DarRule[]> read(Reader in, String file) throws IOException {
        DarFile dar = new DarFile(file);
        BufferedReader lines = new BufferedReader(in);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
                continue;
            }
            int first = number;
            StringBuilder all = new StringBuilder();
            while (goesOn(all, text)) {
                String next = lines.readLine();
                number++;
                if (next == null) {
                    break;
                }
                text = next.strip();
            }
            dar.property(all.toString(), first);
        }
        return Map.copyOf(dar.rules);
    }

    /** Appends the line, without a backslash at its end, and says whether the list goes on in the next one. */
    private static boolean goesOn(StringBuilder all, String line) {
        boolean backslash = line.endsWith("\\");
        all.append(backslash ? line.substring(0, line.length() - 1) : line).append(' ');
        String text = all.toString().stripTrailing();
        return backslash || text.endsWith(",") || text.lastIndexOf('(') > text.lastIndexOf(')');
    }

    private void property(String text, int line) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '=') {
            end++;
        }
        String method = text.substring(0, end).strip();
        if (end == text.length() || method.isEmpty()) {
            throw bad(line, "METHOD: (...) was expected");
        }
        DarRule[] list = list(text.substring(end + 1), line).toArray(DarRule[]::new);
        if (rules.putIfAbsent(method, list) != null) {
            throw bad(line, "a second list for " + method);
        }
    }

    private List<DarRule> list(String value, int line) {
        List<DarRule> list = new ArrayList<>();
        int at = skipBlanks(value, 0);
        while (at < value.length()) {
            if (value.charAt(at) != '(') {
                throw bad(line, "\"(\" was expected instead of \"" + value.substring(at).strip() + "\"");
            }
            List<String> fields = new ArrayList<>(6);
            at = fields(value, at, line, fields);
            list.add(new DarRuleReader(file, line).read(fields));
            at = skipBlanks(value, at);
            if (at < value.length() && value.charAt(at) == ',') {
                at = skipBlanks(value, at + 1);
                if (at == value.length()) {
                    throw bad(line, "another (...) was expected behind the last comma");
                }
            } else if (at < value.length()) {
                throw bad(line, "\",\" was expected before \"" + value.substring(at).strip() + "\"");
            }
        }
        list.sort(Comparator.comparingInt(rule -> rule.order));
        return list;
    }

    /** Reads {@code "a", "b")} behind the parenthesis at {@code open}; returns the index behind the closing one. */
    private int fields(String value, int open, int line, List<String> into) {
        int at = skipBlanks(value, open + 1);
        while (true) {
            int close = at < value.length() && value.charAt(at) == '"' ? value.indexOf('"', at + 1) : -1;
            if (close < 0) {
                throw bad(line, "a value in quotes was expected as number " + (into.size() + 1) + " in (...)");
            }
            into.add(value.substring(at + 1, close).strip());
            at = skipBlanks(value, close + 1);
            if (at < value.length() && value.charAt(at) == ')') {
                return at + 1;
            }
            if (at == value.length() || value.charAt(at) != ',') {
                throw bad(line, "\",\" or \")\" was expected behind \"" + into.get(into.size() - 1) + "\"");
            }
            at = skipBlanks(value, at + 1);
        }
    }

    private static int skipBlanks(String s, int from) {
        int i = from;
        while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private DarSyntaxException bad(int line, String message) {
        return new DarSyntaxException(file, line, message);
    }
}
