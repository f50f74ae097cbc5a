package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import java.util.Arrays;

/**
 * The key of a request from an RFC 2543 client (RFC 3261 17.2.3): "The INVITE request matches a transaction if the
 * Request-URI, To tag, From tag, Call-ID, CSeq, and top Via header field match those of the INVITE request which
 * created the transaction." Such clients are rare; here clearness goes before speed.
 */
final class LegacyKey {
    private LegacyKey() {}

    static int hash(SipRequest request, long seed) {
        byte[] common = common(request);
        return (int) (ServerKey.mix(common, 0, common.length, seed) >>> 32);
    }

    /** What every message of the transaction has in common, then the To tag of the request that began it. */
    static byte[] of(SipRequest request) {
        byte[] common = common(request);
        Slice tag = toTag(request);
        byte[] key = Arrays.copyOf(common, common.length + tag.length());
        System.arraycopy(tag.array(), tag.start(), key, common.length, tag.length());
        return key;
    }

    static boolean matches(Server server, SipRequest request) {
        byte[] common = common(request);
        byte[] key = server.key;
        if (key.length < common.length || !Arrays.equals(key, 0, common.length, common, 0, common.length)) {
            return false;
        }
        Slice tag = toTag(request);
        if (request.method() == StandardMethod.ACK) {
            // "the To tag of the ACK matches the To tag of the response sent by the server transaction"
            return tag.equals(server.sentTag());
        }
        return tag.equals(key, common.length, key.length);
    }

    private static byte[] common(SipRequest request) {
        Slice[] parts = {
            Slice.EMPTY,
            request.requestUri(),
            request.fromTag() == null ? Slice.EMPTY : request.fromTag(),
            request.callId(),
            Slice.of(Long.toString(request.cseq())),
            request.topVia().text(),
        };
        int length = parts.length;
        for (Slice part : parts) {
            length += part.length();
        }
        byte[] common = new byte[length];
        int at = 0;
        for (Slice part : parts) {
            System.arraycopy(part.array(), part.start(), common, at, part.length());
            at += part.length() + 1;
        }
        return common;
    }

    private static Slice toTag(SipRequest request) {
        return request.toTag() == null ? Slice.EMPTY : request.toTag();
    }
}
