package io.bellhop.server.registrar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header's form (RFC 3261 section 20.17), worked out once a second. Any thread may call. */
final class SipDate {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Second(long second, String text) {
    }

    private volatile Second last = new Second(Long.MIN_VALUE, "");

    /**
     * Writes a time.
     *
     * @param now milliseconds since 1970
     * @return for instance {@code Sat, 13 Nov 2010 23:29:00 GMT}
     */
    String at(long now) {
        long second = Math.floorDiv(now, 1000);
        Second known = last;
        if (known.second() != second) {
            known = new Second(second, FORM.format(Instant.ofEpochSecond(second)));
            last = known;
        }
        return known.text();
    }
}
