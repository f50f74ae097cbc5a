package io.bellhop.container;

/**
 * What lives at this moment; approximate, since other threads go on meanwhile.
 *
 * @param transactions server and client transactions
 * @param timers timers of stack and sessions
 * @param sipSessions SIP sessions
 * @param applicationSessions application sessions
 */
public record ContainerFigures(long transactions, long timers, long sipSessions, long applicationSessions) {}
