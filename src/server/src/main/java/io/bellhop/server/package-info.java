/**
 * Bellhop's SAR: registrar, stateful proxy and redirect server on the SIP Servlet API alone.
 *
 * <p>Where to read: {@link io.bellhop.server.RegistrarServlet}, {@link io.bellhop.server.ProxyServlet},
 * {@link io.bellhop.server.RedirectServlet} and {@link io.bellhop.server.OptionsServlet} have one callback a method;
 * each hands on to a list of small steps ({@link io.bellhop.server.registrar.Registrar}, {@link
 * io.bellhop.server.routing.Router}). Which servlet gets which request is decided in {@code WEB-INF/sip.xml}.
 *
 * <p>Threads. The callbacks run on the container's event loops and never block: bindings are in memory, and a change
 * of them is an append to RocksDB's log without a disk flush (with {@code location.sync} there is one, and the
 * operator has chosen it). What may block has threads of its own: {@code bellhop-accounts} asks the accounts database
 * and answers the request itself; {@code bellhop-housekeeping} forgets expired bindings and those of removed
 * accounts.
 */
package io.bellhop.server;
