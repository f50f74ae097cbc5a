package io.bellhop.sip.message;

/** What makes a message fit to be worked with: the headers that each must have, once, and their values. */
final class MessageCheck {
    private static final int NONE = -1;

    private final MessageReader reader;
    private int status;
    private String reason;

    // The first line of each header that matters here.
    private int via = NONE;
    private int from = NONE;
    private int to = NONE;
    private int callId = NONE;
    private int cseq = NONE;
    private int maxForwards = NONE;
    private int contentLength = NONE;
    private StandardHeader doubled;
    private boolean doubledLength;

    MessageCheck(MessageReader reader) {
        this.reader = reader;
    }

    /** Remembers a fault; the first one counts. */
    void fault(int status, String reason) {
        if (this.reason == null) {
            this.status = status;
            this.reason = reason;
        }
    }

    /** RFC 3261 7.1: SIP-Version; 21.5.6: 505 for another one than ours. */
    void version(byte[] array, int start, int end, String malformed) {
        if (Ascii.isIgnoringCase(array, start, end, "sip/2.0")) {
            return;
        }
        int major = HostScanner.digitsEnd(array, Math.min(start + 4, end), end);
        boolean dotted = major > start + 4 && major < end && array[major] == '.' && major + 1 < end;
        if (dotted && HostScanner.digitsEnd(array, major + 1, end) == end) {
            fault(505, SipResponse.reasonOf(505));
        } else {
            fault(400, malformed);
        }
    }

    /** Takes note of a header line. @param header may be null */
    void line(StandardHeader header, int line) {
        if (header == null) {
            return;
        }
        switch (header) {
            case VIA -> via = via < 0 ? line : via;
            case FROM -> from = single(header, from, line);
            case TO -> to = single(header, to, line);
            case CALL_ID -> callId = single(header, callId, line);
            case CSEQ -> cseq = single(header, cseq, line);
            case MAX_FORWARDS -> maxForwards = single(header, maxForwards, line);
            case CONTENT_LENGTH -> {
                doubledLength |= contentLength >= 0;
                contentLength = contentLength < 0 ? line : contentLength;
            }
            default -> {}
        }
    }

    private int single(StandardHeader header, int first, int line) {
        if (first >= 0 && doubled == null) {
            doubled = header;
        }
        return first < 0 ? line : first;
    }

    /** Checks the message whose lines are all there */
    void finish(SipMessage message) {
        present();
        values(message);
        if (message instanceof SipRequest request) {
            request(request);
        }
        body(message);
        if (reason != null) {
            boolean answerable = message instanceof SipRequest request
                    && request.method() != StandardMethod.ACK
                    && message.topVia() != null;
            message.fault(new MessageFault(status, reason, answerable));
        }
    }

    /** RFC 3261 8.1.1: the headers that every message has. Max-Forwards may be missing: 16.3 step 3. */
    private void present() {
        required(StandardHeader.VIA, via);
        required(StandardHeader.FROM, from);
        required(StandardHeader.TO, to);
        required(StandardHeader.CALL_ID, callId);
        required(StandardHeader.CSEQ, cseq);
        if (doubled != null) {
            fault(400, "Multiple " + doubled.text() + " Header Fields");
        }
    }

    private void required(StandardHeader header, int line) {
        if (line < 0) {
            fault(400, "Missing " + header.text() + " Header Field");
        }
    }

    private void values(SipMessage message) {
        Via top = message.topVia();
        if (top == null && via >= 0 || top != null && top.isLoose() && !reader.takesLooseUri()) {
            malformed(StandardHeader.VIA);
        }
        if (callId >= 0 && !isCallId(message.callId())) {
            malformed(StandardHeader.CALL_ID);
        }
        if (from >= 0 && !isAddress(message.fromAddress())) {
            malformed(StandardHeader.FROM);
        }
        if (to >= 0 && !isAddress(message.toAddress())) {
            malformed(StandardHeader.TO);
        }
        if (cseq >= 0 && message.cseq() < 0) {
            malformed(StandardHeader.CSEQ);
        }
    }

    private void malformed(StandardHeader header) {
        fault(400, "Malformed " + header.text() + " Header Field");
    }

    /** 25.1: word [ "@" word ], of which we only ask that it is not empty and has no white space. */
    private static boolean isCallId(Slice callId) {
        for (int i = 0; i < callId.length(); i++) {
            if (Ascii.isSpace(callId.at(i))) {
                return false;
            }
        }
        return !callId.isEmpty();
    }

    private boolean isAddress(NameAddress address) {
        return !address.isMalformed() && address.isAlone() && (!address.isLoose() || reader.takesLooseDisplayName());
    }

    private void request(SipRequest request) {
        if (cseq >= 0 && request.cseqMethod() != null && !request.cseqMethod().equals(request.method())) {
            fault(400, "CSeq Method Does Not Match");
        }
        if (maxForwards >= 0 && request.maxForwards() < 0) {
            malformed(StandardHeader.MAX_FORWARDS);
        }
        requestUri(request);
    }

    /** 7.1: a SIP or SIPS URI or any other, neither in brackets nor with white space; 19.1.1: no headers. */
    private void requestUri(SipRequest request) {
        Slice text = request.requestUri();
        SipUri uri = request.sipUri();
        if (uri == null) {
            boolean sip = SipUri.schemeLength(text.array(), text.start(), text.end()) > 0;
            if (sip || !UriChars.isOtherUri(text)) {
                fault(400, "Malformed Request-URI");
            }
        } else if (uri.hasHeaders()) {
            fault(400, "Header Fields In Request-URI");
        } else if (uri.isLoose() && !reader.takesLooseUri()) {
            fault(400, "Malformed Request-URI");
        }
    }

    /** 18.3, 20.14: Content-Length and the body. */
    private void body(SipMessage message) {
        int available = message.bodyLength();
        if (contentLength < 0) {
            if (available > reader.limits().bodyBytes()) {
                fault(413, SipResponse.reasonOf(413));
            }
            return;
        }
        long length = length(message, contentLength);
        if (length < 0) {
            fault(400, "Malformed Content-Length Header Field");
        } else if (doubledLength && hasOtherLength(message, length)) {
            fault(400, "Multiple Content-Length Header Fields");
        } else if (length > reader.limits().bodyBytes()) {
            fault(413, SipResponse.reasonOf(413));
        } else if (length > available) {
            fault(400, "Body Shorter Than Content-Length");
        } else {
            message.readBody((int) length, !doubledLength);
        }
    }

    private boolean hasOtherLength(SipMessage message, long length) {
        int line = contentLength;
        while (line >= 0 && length(message, line) == length) {
            line = message.find(StandardHeader.CONTENT_LENGTH, line + 1);
        }
        return line >= 0;
    }

    /** As far as 2^31 - 1, and that again for anything beyond. */
    private static long length(SipMessage message, int line) {
        Slice value = message.headers().unfolded(line);
        for (int i = 0; i < value.length(); i++) {
            if (!Ascii.isDigit(value.at(i))) {
                return -1;
            }
        }
        long number = Ascii.number(value.array(), value.start(), value.end(), Integer.MAX_VALUE);
        return number < 0 && !value.isEmpty() ? Integer.MAX_VALUE : number;
    }
}
