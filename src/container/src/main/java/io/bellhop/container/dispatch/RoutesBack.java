package io.bellhop.container.dispatch;

import io.bellhop.container.message.Arrival;
import io.bellhop.container.message.RoutingState;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that were sent outside to come back (ROUTE_BACK, JSR 289 15.4.1): what the application router wants to see
 * again, behind a word in the Route that leads back. Shared by the loops, since a request may come back changed.
 */
final class RoutesBack {
    private static final String PARAMETER = ";bhr=";
    /** How long a request may stay outside, ms. */
    private static final long LONGEST = 181_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** What is known of a request that has come back. */
    record Known(RoutingState routing, Arrival arrival) {}

    /** One that is outside. It stays until the time is over: a proxy there may fork. */
    private final class Entry extends LoopTimer {
        private final String word;
        private final Known known;

        Entry(String word, Known known) {
            this.word = word;
            this.known = known;
        }

        @Override
        protected void expired() {
            entries.remove(word);
        }
    }

    /** The Route value that leads back to that point. */
    String add(SipLoop loop, ListeningPoint point, Known known) {
        String word = Long.toHexString(loop.random().nextLong()) + Long.toHexString(loop.random().nextLong());
        Entry entry = new Entry(word, known);
        entries.put(word, entry);
        loop.start(entry, LONGEST);
        String contact = LocalPoints.contact(point);
        return contact.substring(0, contact.length() - 1) + ";lr" + PARAMETER + word + ">";
    }

    /** What is known of a request whose Route of ours was that, or null. */
    Known find(Slice popped) {
        if (popped == null || entries.isEmpty()) {
            return null;
        }
        String text = popped.toString();
        int at = text.indexOf(PARAMETER);
        if (at < 0) {
            return null;
        }
        int end = at + PARAMETER.length();
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        Entry entry = entries.get(text.substring(at + PARAMETER.length(), end));
        return entry == null ? null : entry.known;
    }
}
