package io.bellhop.arquillian.app;

import jakarta.servlet.sip.SipServletRequest;

/** Fails at every INVITE, and is well otherwise. */
public class Throwing extends Answering {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest request) {
        throw new IllegalStateException("thrown on purpose");
    }
}
