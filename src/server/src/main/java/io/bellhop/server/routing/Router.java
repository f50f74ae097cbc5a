package io.bellhop.server.routing;

import io.bellhop.server.Server;
import io.bellhop.server.step.Extensions;
import io.bellhop.server.step.Steps;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.time.Clock;

/**
 * Brings requests to the user whom they name: the lists of the steps of the stateful proxy (RFC 3261 section 16) and of
 * the redirect server (section 8.3). Loops and our own Route are the container's. Any thread may call.
 */
public final class Router {

    /**
     * What an operator may choose.
     *
     * @param fork          in which order several phones are asked
     * @param relay         whose requests are passed on to foreign domains
     * @param recurse       whether a phone's 3xx is followed instead of being handed to the caller
     * @param searchSeconds how long one group of a sequential fork may ring, 1 or more
     */
    public record Options(Fork fork, Relay relay, boolean recurse, int searchSeconds) {
    }

    private final Clock clock;
    private final Forwarding forwarding;
    private final Steps<RoutedRequest> steps;

    private Router(Clock clock, Forwarding forwarding, Steps<RoutedRequest> steps) {
        this.clock = clock;
        this.forwarding = forwarding;
        this.steps = steps;
    }

    /**
     * A router that proxies.
     *
     * @param server  domains, accounts, bindings and the clock
     * @param factory makes URIs of the registered contacts
     * @param options what the operator chose
     * @return the router
     */
    public static Router proxying(Server server, SipFactory factory, Options options) {
        Forwarding forwarding = new Forwarding(options.recurse(), options.searchSeconds());
        return new Router(server.clock(), forwarding, Steps.of(
                new KnownScheme(),
                new HopsLeft(),
                new Extensions("Proxy-Require"),
                new HonestFrom(server::domains),
                new RelayForeign(server::domains, options.relay(), forwarding),
                new FindBindings(server.locations()),
                new NobodyBound(server.accounts()),
                new ForkToBindings(new Targets(factory), forwarding, options.fork())));
    }

    /**
     * A router that redirects to our users, and proxies to foreign domains what it may.
     *
     * @param server  domains, accounts, bindings and the clock
     * @param options what the operator chose; fork means nothing here
     * @return the router
     */
    public static Router redirecting(Server server, Options options) {
        Forwarding forwarding = new Forwarding(options.recurse(), options.searchSeconds());
        return new Router(server.clock(), forwarding, Steps.of(
                new KnownScheme(),
                new HonestFrom(server::domains),
                new RelayForeign(server::domains, options.relay(), forwarding),
                new FindBindings(server.locations()),
                new NobodyBound(server.accounts()),
                new RedirectToBindings()));
    }

    /**
     * Handles a request. One inside a dialog is left to the container, which sends it where the dialog goes.
     *
     * @param request any request but CANCEL
     * @throws ServletException if Max-Forwards is used up; the container answers 483
     * @throws IOException      if an answer can't be sent
     */
    public void route(SipServletRequest request) throws ServletException, IOException {
        if (request.isInitial()) {
            steps.run(new RoutedRequest(request, clock.millis()));
        }
    }

    /**
     * Asks the next phones after a refusal, where phones are asked in turn.
     *
     * @param refusal the best final response so far, 300 to 699
     */
    public void refused(SipServletResponse refusal) {
        forwarding.next(refusal);
    }

    /**
     * Asks nobody further, where phones are asked in turn; the container cancels those that ring.
     *
     * @param cancel the CANCEL
     */
    public void cancelled(SipServletRequest cancel) {
        forwarding.giveUp(cancel);
    }
}
