package io.bellhop.sip.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The headers we know: usual spelling, compact form, and whether one field may hold a list (RFC 3261 20 and the
 * registry of header fields).
 */
public enum StandardHeader implements HeaderName {
    ACCEPT("Accept", (char) 0, true),
    ACCEPT_CONTACT("Accept-Contact", 'a', true),
    ACCEPT_ENCODING("Accept-Encoding", (char) 0, true),
    ACCEPT_LANGUAGE("Accept-Language", (char) 0, true),
    ALERT_INFO("Alert-Info", (char) 0, true),
    ALLOW("Allow", (char) 0, true),
    ALLOW_EVENTS("Allow-Events", 'u', true),
    AUTHENTICATION_INFO("Authentication-Info", (char) 0, true),
    AUTHORIZATION("Authorization", (char) 0, false),
    CALL_ID("Call-ID", 'i', false),
    CALL_INFO("Call-Info", (char) 0, true),
    CONTACT("Contact", 'm', true),
    CONTENT_DISPOSITION("Content-Disposition", (char) 0, false),
    CONTENT_ENCODING("Content-Encoding", 'e', true),
    CONTENT_LANGUAGE("Content-Language", (char) 0, true),
    CONTENT_LENGTH("Content-Length", 'l', false),
    CONTENT_TYPE("Content-Type", 'c', false),
    CSEQ("CSeq", (char) 0, false),
    DATE("Date", (char) 0, false),
    ERROR_INFO("Error-Info", (char) 0, true),
    EVENT("Event", 'o', false),
    EXPIRES("Expires", (char) 0, false),
    FROM("From", 'f', false),
    GEOLOCATION("Geolocation", (char) 0, true),
    HISTORY_INFO("History-Info", (char) 0, true),
    IDENTITY("Identity", 'y', false),
    IN_REPLY_TO("In-Reply-To", (char) 0, true),
    JOIN("Join", (char) 0, false),
    MAX_FORWARDS("Max-Forwards", (char) 0, false),
    MIME_VERSION("MIME-Version", (char) 0, false),
    MIN_EXPIRES("Min-Expires", (char) 0, false),
    MIN_SE("Min-SE", (char) 0, false),
    ORGANIZATION("Organization", (char) 0, false),
    P_ACCESS_NETWORK_INFO("P-Access-Network-Info", (char) 0, true),
    P_ASSERTED_IDENTITY("P-Asserted-Identity", (char) 0, true),
    P_ASSOCIATED_URI("P-Associated-URI", (char) 0, true),
    P_CALLED_PARTY_ID("P-Called-Party-ID", (char) 0, false),
    P_CHARGING_VECTOR("P-Charging-Vector", (char) 0, false),
    P_PREFERRED_IDENTITY("P-Preferred-Identity", (char) 0, true),
    PATH("Path", (char) 0, true),
    PRIORITY("Priority", (char) 0, false),
    PRIVACY("Privacy", (char) 0, false),
    PROXY_AUTHENTICATE("Proxy-Authenticate", (char) 0, false),
    PROXY_AUTHENTICATION_INFO("Proxy-Authentication-Info", (char) 0, false),
    PROXY_AUTHORIZATION("Proxy-Authorization", (char) 0, false),
    PROXY_REQUIRE("Proxy-Require", (char) 0, true),
    RACK("RAck", (char) 0, false),
    REASON("Reason", (char) 0, true),
    RECORD_ROUTE("Record-Route", (char) 0, true),
    REFER_TO("Refer-To", 'r', false),
    REFERRED_BY("Referred-By", 'b', false),
    REJECT_CONTACT("Reject-Contact", 'j', true),
    REPLACES("Replaces", (char) 0, false),
    REPLY_TO("Reply-To", (char) 0, false),
    REQUEST_DISPOSITION("Request-Disposition", 'd', true),
    REQUIRE("Require", (char) 0, true),
    RETRY_AFTER("Retry-After", (char) 0, false),
    ROUTE("Route", (char) 0, true),
    RSEQ("RSeq", (char) 0, false),
    SECURITY_CLIENT("Security-Client", (char) 0, true),
    SECURITY_SERVER("Security-Server", (char) 0, true),
    SECURITY_VERIFY("Security-Verify", (char) 0, true),
    SERVER("Server", (char) 0, false),
    SERVICE_ROUTE("Service-Route", (char) 0, true),
    SESSION_EXPIRES("Session-Expires", 'x', false),
    SIP_ETAG("SIP-ETag", (char) 0, false),
    SIP_IF_MATCH("SIP-If-Match", (char) 0, false),
    SUBJECT("Subject", 's', false),
    SUBSCRIPTION_STATE("Subscription-State", (char) 0, false),
    SUPPORTED("Supported", 'k', true),
    TARGET_DIALOG("Target-Dialog", (char) 0, false),
    TIMESTAMP("Timestamp", (char) 0, false),
    TO("To", 't', false),
    UNSUPPORTED("Unsupported", (char) 0, true),
    USER_AGENT("User-Agent", (char) 0, false),
    VIA("Via", 'v', true),
    WARNING("Warning", (char) 0, true),
    WWW_AUTHENTICATE("WWW-Authenticate", (char) 0, false);

    private static final Map<String, StandardHeader> BY_NAME = new HashMap<>();

    static {
        for (StandardHeader header : values()) {
            BY_NAME.put(header.text.toLowerCase(Locale.ROOT), header);
            if (header.compact != 0) {
                BY_NAME.put(String.valueOf(header.compact), header);
            }
        }
    }

    private final String text;
    private final char compact;
    private final boolean list;
    private final Slice spelling;
    private final byte[] prefix;
    private final byte[] shortPrefix;

    StandardHeader(String text, char compact, boolean list) {
        this.text = text;
        this.compact = compact;
        this.list = list;
        spelling = Slice.of(text);
        prefix = Slice.of(text + ": ").array();
        shortPrefix = compact == 0 ? prefix : Slice.of(compact + ": ").array();
    }

    @Override
    public String text() {
        return text;
    }

    /** The compact form, or 0 where there is none. */
    public char compact() {
        return compact;
    }

    @Override
    public boolean isList() {
        return list;
    }

    /** The name's bytes. */
    Slice spelling() {
        return spelling;
    }

    /** What a line of that header begins with: the name, a colon and a space. */
    byte[] prefix() {
        return prefix;
    }

    /** As {@link #prefix()}, in the compact form where there is one. */
    byte[] compactPrefix() {
        return shortPrefix;
    }

    static StandardHeader find(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return text;
    }
}
