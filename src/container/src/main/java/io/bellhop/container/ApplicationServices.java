package io.bellhop.container;

import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;

/**
 * What an application uses the container by (JSR 289 3.2, 18.2.5): made before it is deployed, so that its objects can
 * be given it when they are made. Addresses and URIs can be made from the beginning, sessions, requests and timers once
 * it is deployed; before that they are an IllegalStateException. Any thread may call.
 */
public interface ApplicationServices {
    SipFactory factory();

    TimerService timers();

    SipSessionsUtil sessions();
}
