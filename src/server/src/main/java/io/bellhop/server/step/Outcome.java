package io.bellhop.server.step;

/** What came of one step in the handling of a request. */
public enum Outcome {
    /** This step has no objection: the next one is asked. */
    GO_ON,
    /** The request was answered, redirected or forwarded: no further step is asked. */
    DONE,
    /** The step waits for something; it answers, or calls {@link Exchange#resume()}, from whatever thread, later. */
    WAITING
}
