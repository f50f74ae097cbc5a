package io.bellhop.container.message;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.container.address.Protection;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage;
import java.io.Serializable;
import java.util.Iterator;
import java.util.ListIterator;

/** The header methods of a message (JSR 289 5.3 and the Javadoc of SipServletMessage). */
abstract class HeaderMethods implements SipServletMessage, Serializable {
    private final SipMessage message;
    private AddressImpl from;
    private AddressImpl to;

    HeaderMethods(SipMessage message) {
        this.message = message;
    }

    /** The message below. Owner loop, or the thread of the callback. */
    public SipMessage sip() {
        return message;
    }

    /** Whether it was made here, not received. */
    public abstract boolean isOurs();

    final void checkOpen() {
        if (isCommitted()) {
            throw new IllegalStateException("the message is committed");
        }
    }

    @Override
    public String getHeader(String name) {
        return message.first(HeaderAccess.name(name));
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return HeaderAccess.all(this, name);
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return HeaderAccess.names(message);
    }

    @Override
    public void setHeader(String name, String value) {
        HeaderName header = HeaderAccess.writable(this, name);
        if (value == null) {
            throw new NullPointerException("value of " + name);
        }
        message.set(header, value);
        spelt(name, header);
    }

    @Override
    public void addHeader(String name, String value) {
        HeaderName header = HeaderAccess.writable(this, name);
        if (value == null) {
            throw new NullPointerException("value of " + name);
        }
        message.addLast(header, value);
        spelt(name, header);
    }

    @Override
    public void removeHeader(String name) {
        message.remove(HeaderAccess.writable(this, name));
    }

    @Override
    public Address getAddressHeader(String name) throws ServletParseException {
        return HeaderAccess.address(this, name);
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        return HeaderAccess.addresses(this, name);
    }

    @Override
    public void setAddressHeader(String name, Address address) {
        message.set(HeaderAccess.writable(this, name), address.toString());
    }

    @Override
    public void addAddressHeader(String name, Address address, boolean first) {
        HeaderAccess.put(this, HeaderAccess.writable(this, name), address.toString(), first);
    }

    @Override
    public Parameterable getParameterableHeader(String name) throws ServletParseException {
        return HeaderAccess.parameterable(this, name);
    }

    @Override
    public ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        return HeaderAccess.parameterables(this, name);
    }

    @Override
    public void setParameterableHeader(String name, Parameterable value) {
        message.set(HeaderAccess.writable(this, name), value.toString());
    }

    @Override
    public void addParameterableHeader(String name, Parameterable value, boolean first) {
        HeaderAccess.put(this, HeaderAccess.writable(this, name), value.toString(), first);
    }

    @Override
    public HeaderForm getHeaderForm() {
        return switch (io.bellhop.sip.message.HeaderForm.of(message)) {
            case AS_GIVEN -> HeaderForm.DEFAULT;
            case COMPACT -> HeaderForm.COMPACT;
            case LONG -> HeaderForm.LONG;
        };
    }

    /** With DEFAULT each header keeps the form it came in or was set by. */
    @Override
    public void setHeaderForm(HeaderForm form) {
        checkOpen();
        switch (form) {
            case DEFAULT -> io.bellhop.sip.message.HeaderForm.AS_GIVEN.apply(message);
            case COMPACT -> io.bellhop.sip.message.HeaderForm.COMPACT.apply(message);
            case LONG -> io.bellhop.sip.message.HeaderForm.LONG.apply(message);
        }
    }

    /** "The applications choice of long or compact form shall take effect only" with HeaderForm.DEFAULT. */
    private void spelt(String name, HeaderName header) {
        if (name.length() == 1) {
            io.bellhop.sip.message.HeaderForm.compact(message, header);
        }
    }

    @Override
    public Address getFrom() {
        if (from == null) {
            from = party(StandardHeader.FROM);
        }
        return from;
    }

    @Override
    public Address getTo() {
        if (to == null) {
            to = party(StandardHeader.TO);
        }
        return to;
    }

    private AddressImpl party(StandardHeader name) {
        Slice value = message.firstSlice(name);
        try {
            AddressImpl address = AddressParser.parseAddress(value.array(), value.start(), value.end());
            boolean open = isOurs() && message instanceof SipRequest && !isCommitted();
            address.protect(open ? Protection.PARTY : Protection.SYSTEM);
            if (open) {
                address.onChange(() -> partyChanged(name, address));
            }
            return address;
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The application has changed From or To of a request that is not sent yet, all but the tag. */
    void partyChanged(StandardHeader name, AddressImpl address) {
        checkOpen();
        message.set(name, address.toString());
    }

    @Override
    public String getCallId() {
        return message.callId().toString();
    }

    @Override
    public int getExpires() {
        String value = message.first(StandardHeader.EXPIRES);
        try {
            return value == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void setExpires(int seconds) {
        setHeader("Expires", String.valueOf(seconds));
    }

    @Override
    public String getProtocol() {
        return "SIP/2.0";
    }
}
