package io.bellhop.container.router;

import jakarta.servlet.sip.SipServletRequest;
import java.util.regex.Pattern;

/**
 * What a rule may ask for beyond JSR 289, in values behind the sixth, as Restcomm's users write them.
 *
 * @param outbound TRUE for requests that an application here began, FALSE for those from outside, null for both
 * @param text what has to be found in the request as it is written, or null
 */
record DarOptions(Boolean outbound, Pattern text) {
    static final DarOptions NONE = new DarOptions(null, null);

    boolean fits(SipServletRequest request, boolean fromApplication) {
        return (outbound == null || outbound == fromApplication)
                && (text == null || text.matcher(request.toString()).find());
    }
}
