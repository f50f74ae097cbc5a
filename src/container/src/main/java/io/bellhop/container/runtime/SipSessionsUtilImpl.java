package io.bellhop.container.runtime;

import io.bellhop.container.session.KeyedSessions;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionsUtil;
import java.io.Serializable;

/** Looking sessions of one application up (JSR 289 15.11). Any thread. */
record SipSessionsUtilImpl(Services services, ContainerRuntime container) implements SipSessionsUtil, Serializable {
    @Override
    public SipApplicationSession getApplicationSessionById(String applicationSessionId) {
        if (applicationSessionId == null) {
            throw new NullPointerException("id");
        }
        SipApplicationSessionImpl found = container.applicationSession(applicationSessionId);
        return found != null && found.application() == services.application() && found.isValid() ? found : null;
    }

    @Override
    public SipApplicationSession getApplicationSessionByKey(String key, boolean create) {
        if (key == null) {
            throw new NullPointerException("key");
        }
        return create ? container.keyed(services.application(), key)
                : KeyedSessions.find(services.application(), key);
    }

    @Override
    public SipSession getCorrespondingSipSession(SipSession session, String headerName) {
        StandardHeader header = headerName == null ? null : HeaderName.of(headerName) instanceof StandardHeader known
                ? known : null;
        SipSessionImpl one = (SipSessionImpl) session;
        return one.owner().call(() -> one.hasExtensions() ? one.extensions().related(header) : null);
    }
}
