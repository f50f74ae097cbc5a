package io.bellhop.container.session;

import jakarta.servlet.sip.SipSessionAttributeListener;
import jakarta.servlet.sip.SipSessionBindingEvent;
import jakarta.servlet.sip.SipSessionBindingListener;

/** Tells values and listeners about the attributes of a SIP session (JSR 289 6.5). */
record SipSessionAttributeEvents(SipSessionImpl session) implements AttributeEvents {
    @Override
    public void put(String name, Object value, Object old) {
        SipSessionAttributeListener[] listeners = session.application().listeners().sessionAttribute();
        SipSessionBindingEvent event = new SipSessionBindingEvent(session, name);
        if (old instanceof SipSessionBindingListener bound && old != value) {
            bound.valueUnbound(event);
        }
        if (value instanceof SipSessionBindingListener bound && old != value) {
            bound.valueBound(event);
        }
        for (SipSessionAttributeListener listener : listeners) {
            if (old == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        }
    }

    @Override
    public void removed(String name, Object old) {
        SipSessionBindingEvent event = new SipSessionBindingEvent(session, name);
        if (old instanceof SipSessionBindingListener bound) {
            bound.valueUnbound(event);
        }
        for (SipSessionAttributeListener listener : session.application().listeners().sessionAttribute()) {
            listener.attributeRemoved(event);
        }
    }
}
