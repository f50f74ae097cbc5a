package io.bellhop.simulation;

import io.bellhop.sip.transport.Transport;

/**
 * What becomes of one call.
 *
 * @param status the callee's final answer
 * @param provisional whether it rings first
 * @param answerAfter how long the callee takes, ms
 * @param cancelAfter when the caller cancels, ms after the INVITE; -1 for never
 * @param holdFor how long they speak, ms
 */
record Plan(Transport transport, int status, boolean provisional, int answerAfter, int cancelAfter, int holdFor) {
    /** As it is written in the Call-ID, so that the callee plays its part. */
    String callId(int number) {
        return number + "-" + status + "-" + (provisional ? 1 : 0) + "-" + answerAfter + "@sim.example";
    }

    static int number(String callId) {
        return Integer.parseInt(callId.substring(0, callId.indexOf('-')));
    }

    static Plan of(String callId) {
        String[] parts = callId.substring(0, callId.indexOf('@')).split("-");
        return new Plan(null, Integer.parseInt(parts[1]), parts[2].equals("1"), Integer.parseInt(parts[3]), -1, 0);
    }

    /** Of ten calls six are answered, two rejected, two cancelled. */
    static Plan random(java.util.random.RandomGenerator random) {
        int kind = random.nextInt(10);
        int status = kind < 6 || kind >= 8 ? 200 : 400 + random.nextInt(5) * 20 + (random.nextBoolean() ? 86 : 4);
        int cancelAfter = kind >= 8 ? random.nextInt(3_000) : -1;
        return new Plan(random.nextInt(5) == 0 ? Transport.TCP : Transport.UDP, status, random.nextInt(4) > 0,
                random.nextInt(4_000), cancelAfter, random.nextInt(10_000));
    }
}
