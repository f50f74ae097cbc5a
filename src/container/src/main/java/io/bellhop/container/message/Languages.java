package io.bellhop.container.message;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.StandardHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Accept-Language and Content-Language as locales (RFC 3261 20.3, 20.13). */
final class Languages {
    private record Preference(Locale locale, double q) {}

    private Languages() {}

    /** The locales accepted, the preferred one first; the server's default where none is named. */
    static List<Locale> accepted(SipMessage message) {
        List<Preference> preferences = new ArrayList<>();
        for (String value : message.all(StandardHeader.ACCEPT_LANGUAGE)) {
            int semicolon = value.indexOf(';');
            String range = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
            if (!range.isEmpty() && !range.equals("*")) {
                preferences.add(new Preference(Locale.forLanguageTag(range), q(value, semicolon)));
            }
        }
        if (preferences.isEmpty()) {
            return List.of(Locale.getDefault());
        }
        preferences.sort(Comparator.comparingDouble(Preference::q).reversed());
        List<Locale> locales = new ArrayList<>(preferences.size());
        for (Preference preference : preferences) {
            locales.add(preference.locale());
        }
        return locales;
    }

    private static double q(String value, int semicolon) {
        int at = semicolon < 0 ? -1 : value.indexOf("q=", semicolon);
        if (at < 0) {
            return 1;
        }
        int end = value.indexOf(';', at);
        try {
            return Double.parseDouble(value.substring(at + 2, end < 0 ? value.length() : end).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Adds a locale that is less preferred than those there. */
    static void add(SipMessage message, Locale locale) {
        double least = 1.1;
        for (String value : message.all(StandardHeader.ACCEPT_LANGUAGE)) {
            least = Math.min(least, q(value, value.indexOf(';')));
        }
        double q = Math.max(0.1, Math.round((least - 0.1) * 10) / 10.0);
        String tag = locale.toLanguageTag();
        message.addLast(StandardHeader.ACCEPT_LANGUAGE, q >= 1 ? tag : tag + ";q=" + q);
    }

    static Locale content(SipMessage message) {
        String tag = message.first(StandardHeader.CONTENT_LANGUAGE);
        return tag == null ? null : Locale.forLanguageTag(tag);
    }
}
