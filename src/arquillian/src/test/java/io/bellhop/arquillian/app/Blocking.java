package io.bellhop.arquillian.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds every INVITE until a MESSAGE comes. */
public class Blocking extends Answering {
    private static final long serialVersionUID = 1L;
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        try {
            request.createResponse(RELEASED.await(20, TimeUnit.SECONDS) ? 200 : 504).send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        RELEASED.countDown();
        request.createResponse(200).send();
    }
}
