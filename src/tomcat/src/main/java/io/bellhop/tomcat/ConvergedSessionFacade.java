package io.bellhop.tomcat;

import jakarta.servlet.sip.ConvergedHttpSession;
import jakarta.servlet.sip.SipApplicationSession;
import org.apache.catalina.session.StandardSessionFacade;

/** What a converged application gets of its HTTP sessions (JSR 289 13.4). Any thread. */
final class ConvergedSessionFacade extends StandardSessionFacade implements ConvergedHttpSession {
    private final ConvergedSession session;

    ConvergedSessionFacade(ConvergedSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return session.application();
    }

    @Override
    public String encodeURL(String url) {
        int end = url.length();
        for (int i = 0; i < url.length() && end == url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
            }
        }
        return url.substring(0, end) + session.convergence().idPrefix() + getId() + url.substring(end);
    }

    @Override
    public String encodeURL(String relativePath, String scheme) {
        String slash = relativePath.startsWith("/") ? "" : "/";
        return encodeURL(scheme + "://" + session.authority(scheme) + session.convergence().contextPath() + slash
                + relativePath);
    }
}
