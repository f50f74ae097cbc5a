package io.bellhop.container.message;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.StandardMethod;

/** What the methods mean for dialogs. */
public final class Dialogs {
    private Dialogs() {}

    /** Whether a 2xx to that method makes a dialog (RFC 3261 12.1, RFC 6665 4.4.1, RFC 3515 2.4.4). */
    public static boolean isCreating(Method method) {
        return method == StandardMethod.INVITE || method == StandardMethod.SUBSCRIBE || method == StandardMethod.REFER;
    }

    /** Whether that method refreshes the remote target, so that it and its 2xx carry a Contact (RFC 3261 12.2). */
    public static boolean isRefreshing(Method method) {
        return isCreating(method) || method == StandardMethod.UPDATE || method == StandardMethod.NOTIFY;
    }
}
