package io.bellhop.tomcat;

import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transaction.TimerValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What holds for all connectors of a server.
 *
 * @param loops how many event loops, 1 or more
 * @param workers threads for callbacks that may block, 1 or more
 * @param timers of the transactions
 * @param limits the bounds of a message
 * @param tolerances which deviations from RFC 3261 are let pass
 * @param idleMillis after how long a connection on which nothing moves is closed, in milliseconds
 * @param digest the algorithms of digest authentication, the preferred one first
 * @param routerProperties the default application router's file, which need not exist
 */
record EngineSettings(int loops, int workers, TimerValues timers, MessageLimits limits, Set<Tolerance> tolerances,
                      long idleMillis, List<DigestAlgorithm> digest, Path routerProperties) {}
