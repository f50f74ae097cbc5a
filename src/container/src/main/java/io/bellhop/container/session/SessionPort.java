package io.bellhop.container.session;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.SipServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What sessions ask of the layer above. Loop only, unless said otherwise. */
public interface SessionPort {
    /** A request in the session's dialog, or the next of a session without one (JSR 289, SipSession.createRequest). */
    SipServletRequest createRequest(SipSessionImpl session, Method method);

    /** The point that listens on that address. @throws IllegalArgumentException if there is none; any thread */
    ListeningPoint point(InetAddress address);

    /** As {@link #point(InetAddress)}; a port of 0 stands for any. */
    ListeningPoint point(InetSocketAddress address);

    /** A servlet timer has fired: the application's TimerListeners are to be told. */
    void fired(ServletTimerImpl timer);

    /** The lifetime of an application session is over. */
    void expired(SipApplicationSessionImpl session);

    /** The session is invalid and leaves the tables: what goes on for it is to be stopped. */
    void ended(SipSessionImpl session);

    /** Something ended in that session: it may be ready to be invalidated once the callback that runs is over. */
    void settle(SipSessionImpl session);

    /** As {@link #settle(SipSessionImpl)}, for an application session. */
    void settle(SipApplicationSessionImpl session);
}
