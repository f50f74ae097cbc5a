package io.bellhop.container.session;

import jakarta.servlet.sip.SipApplicationSessionAttributeListener;
import jakarta.servlet.sip.SipApplicationSessionBindingEvent;
import jakarta.servlet.sip.SipApplicationSessionBindingListener;

/** Tells values and listeners about the attributes of an application session (JSR 289 6.5). */
record ApplicationSessionAttributeEvents(SipApplicationSessionImpl session) implements AttributeEvents {
    @Override
    public void put(String name, Object value, Object old) {
        SipApplicationSessionAttributeListener[] listeners =
                session.application().listeners().applicationSessionAttribute();
        SipApplicationSessionBindingEvent event = new SipApplicationSessionBindingEvent(session, name);
        if (old instanceof SipApplicationSessionBindingListener bound && old != value) {
            bound.valueUnbound(event);
        }
        if (value instanceof SipApplicationSessionBindingListener bound && old != value) {
            bound.valueBound(event);
        }
        for (SipApplicationSessionAttributeListener listener : listeners) {
            if (old == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        }
    }

    @Override
    public void removed(String name, Object old) {
        SipApplicationSessionBindingEvent event = new SipApplicationSessionBindingEvent(session, name);
        if (old instanceof SipApplicationSessionBindingListener bound) {
            bound.valueUnbound(event);
        }
        SipApplicationSessionAttributeListener[] listeners =
                session.application().listeners().applicationSessionAttribute();
        for (SipApplicationSessionAttributeListener listener : listeners) {
            listener.attributeRemoved(event);
        }
    }
}
