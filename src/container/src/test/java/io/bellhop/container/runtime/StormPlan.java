package io.bellhop.container.runtime;

import java.util.random.RandomGenerator;

/**
 * What becomes of one call through the proxy.
 *
 * @param way how it is proxied: to one callee, to both at once, one after the other, or to the second at an error
 * @param first what the first callee answers
 * @param second what the second one answers
 * @param firstAfter when, ms after the INVITE
 * @param secondAfter when, ms after the INVITE
 * @param rings whether they ring first
 * @param cancelAfter when the caller cancels, ms after the INVITE; -1 for never
 * @param holdFor how long they speak, ms
 * @param again what becomes of a second INVITE in the dialog
 * @param calleeHangsUp whether the callee ends it
 */
record StormPlan(Way way, int first, int second, int firstAfter, int secondAfter, boolean rings, int cancelAfter,
                 int holdFor, Again again, boolean calleeHangsUp) {
    enum Way { ONE, FORK, ONE_BY_ONE, AT_AN_ERROR }

    enum Again { NONE, ANSWERED, CANCELLED }

    static StormPlan random(RandomGenerator random) {
        Way way = Way.values()[random.nextInt(4)];
        int cancelAfter = random.nextInt(6) == 0 ? random.nextInt(4_000) : -1;
        Again again = Again.values()[Math.max(0, random.nextInt(5) - 2)];
        return new StormPlan(way, status(random), status(random), after(random), after(random), random.nextInt(4) > 0,
                cancelAfter, random.nextInt(8_000), again, random.nextInt(4) == 0);
    }

    private static int status(RandomGenerator random) {
        return random.nextInt(10) < 7 ? 200 : new int[] {486, 404, 603, 503, 500, 480}[random.nextInt(6)];
    }

    private static int after(RandomGenerator random) {
        // One of fifty rings until it is cancelled.
        return random.nextInt(50) == 0 ? 1_000_000 : random.nextInt(3_000);
    }
}
