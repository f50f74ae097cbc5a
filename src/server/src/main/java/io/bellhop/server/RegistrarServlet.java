package io.bellhop.server;

import io.bellhop.server.registrar.ExpiryLimits;
import io.bellhop.server.registrar.Registrar;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;

/**
 * The registrar: REGISTER binds phones to addresses of record (RFC 3261 section 10.3). The init-params
 * {@code min-expires}, {@code default-expires}, {@code max-expires} (seconds) and {@code max-contacts} are explained in
 * {@code sip.xml}.
 */
public final class RegistrarServlet extends SipServlet {

    private static final int FOREVER = Integer.MAX_VALUE;

    private transient Registrar registrar;

    @Override
    public void init() {
        Settings settings = new Settings("init-param", this::getInitParameter);
        ExpiryLimits limits = new ExpiryLimits(settings.number("min-expires", 60, 1, FOREVER),
                settings.number("max-expires", 7200, 1, FOREVER), settings.number("default-expires", 3600, 1, FOREVER));
        SipFactory factory = (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        registrar = new Registrar(Server.of(getServletContext()), factory, limits,
                settings.number("max-contacts", 10, 1, 100));
    }

    @Override
    protected void doRegister(SipServletRequest request) throws ServletException, IOException {
        registrar.register(request);
    }
}
