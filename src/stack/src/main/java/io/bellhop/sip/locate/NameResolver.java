package io.bellhop.sip.locate;

import io.bellhop.sip.loop.SipLoop;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of host names without blocking. */
public interface NameResolver {
    /**
     * Asks for the A and AAAA records of a name. On {@code loop}, which is also where the answer is given, perhaps
     * before this returns.
     *
     * @param name a host name, no address literal
     */
    void resolve(String name, SipLoop loop, Answer answer);

    /** Takes the result, on the loop. */
    interface Answer {
        /**
         * @param addresses in the order to be tried; empty where there are none
         * @param failure why there are none; null where there are some
         */
        void resolved(List<InetAddress> addresses, String failure);
    }
}
