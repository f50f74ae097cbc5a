package io.bellhop.server.registrar;

import io.bellhop.server.Server;
import io.bellhop.server.step.Extensions;
import io.bellhop.server.step.Steps;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import java.time.Clock;

/** The registrar, RFC 3261 section 10.3: the list of its steps. Any thread may call. */
public final class Registrar {

    private final Clock clock;
    private final Steps<RegisterExchange> steps;

    /**
     * Puts the steps together.
     *
     * @param server      domains, accounts, bindings and the clock
     * @param factory     parses stored contacts where they must be compared
     * @param limits      how long a contact may be bound
     * @param maxContacts how many contacts an address may have, at least 1
     */
    public Registrar(Server server, SipFactory factory, ExpiryLimits limits, int maxContacts) {
        clock = server.clock();
        steps = Steps.of(
                new OwnDomain(server::domains),
                new Extensions("Require"),
                new OwnAddress(),
                new KnownAddress(server.accounts()),
                new ReadContacts(limits, maxContacts),
                new NotTooBrief(limits),
                new ChangeBindings(server.locations(),
                        new Registration.Policy(limits, maxContacts, new UriComparison(factory))),
                new AnswerBindings());
    }

    /**
     * Handles a REGISTER.
     *
     * @param request the request
     * @throws ServletException never, by these steps
     * @throws IOException      if the answer can't be sent
     */
    public void register(SipServletRequest request) throws ServletException, IOException {
        steps.run(new RegisterExchange(request, clock.millis()));
    }
}
