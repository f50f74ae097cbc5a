package io.bellhop.sip.transaction;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counters of one loop: written by that loop alone, read by any thread, who sees them a little late. */
public final class Figures {
    private final AtomicLongArray values = new AtomicLongArray(Figure.COUNT);

    /** Any thread. */
    public long get(Figure figure) {
        return values.getOpaque(figure.ordinal());
    }

    /** All transactions that live now. Any thread. */
    public int live() {
        return (int) (get(Figure.INVITE_SERVERS)
                + get(Figure.NON_INVITE_SERVERS)
                + get(Figure.INVITE_CLIENTS)
                + get(Figure.NON_INVITE_CLIENTS));
    }

    void up(Figure figure) {
        add(figure, 1);
    }

    void down(Figure figure) {
        add(figure, -1);
    }

    /** One writer: no atomic addition is needed. */
    private void add(Figure figure, long change) {
        int index = figure.ordinal();
        values.setOpaque(index, values.getPlain(index) + change);
    }
}
