package io.bellhop.container.session;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The HTTP sessions of one application session. HTTP threads and the owner loop use it together, without a lock. */
final class HttpLegs {
    private final Set<HttpLeg> legs = ConcurrentHashMap.newKeySet(1);

    void add(HttpLeg leg) {
        legs.add(leg);
    }

    boolean remove(HttpLeg leg) {
        return legs.remove(leg);
    }

    boolean isEmpty() {
        return legs.isEmpty();
    }

    List<HttpSession> sessions() {
        List<HttpSession> sessions = new ArrayList<>();
        legs.forEach(leg -> sessions.add(leg.session()));
        return sessions;
    }

    HttpSession session(String id) {
        for (HttpLeg leg : legs) {
            if (leg.session().getId().equals(id)) {
                return leg.session();
            }
        }
        return null;
    }

    /** Ends all: here, or elsewhere where the caller must not wait. */
    void end(boolean elsewhere) {
        for (HttpLeg leg : legs) {
            if (!legs.remove(leg)) {
                continue;
            }
            if (elsewhere) {
                leg.endLater();
            } else {
                leg.end();
            }
        }
    }
}
