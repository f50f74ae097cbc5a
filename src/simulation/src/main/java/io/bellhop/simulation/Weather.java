package io.bellhop.simulation;

/**
 * What happens to datagrams on the wire. Streams are only delayed: they lose, double and reorder nothing.
 *
 * @param loss how likely a datagram is lost, 0 to 1
 * @param duplication how likely it arrives twice
 * @param reordering how likely it is held back by up to {@code heldBack} more, so that later ones overtake it
 * @param delay the least delay, ms
 * @param jitter up to so much more, ms
 * @param heldBack see {@code reordering}, ms
 */
public record Weather(double loss, double duplication, double reordering, int delay, int jitter, int heldBack) {
    /** Everything arrives once, in order, after 1 ms. */
    public static final Weather FAIR = new Weather(0, 0, 0, 1, 0, 0);

    /** Every fifth datagram is lost, every tenth doubled, every tenth overtaken. */
    public static final Weather STORM = new Weather(0.2, 0.1, 0.1, 5, 40, 300);

    /** The same weather with another loss. */
    public Weather withLoss(double share) {
        return new Weather(share, duplication, reordering, delay, jitter, heldBack);
    }
}
