package io.bellhop.container.address;

import jakarta.servlet.sip.URI;
import java.util.Iterator;

/** What every URI has: parameters, a remembered text, and an owner that hears of changes. */
abstract class UriBase extends Guarded implements URI {
    private static final long serialVersionUID = 1L;

    /** As written; null once something has been changed, until it is written anew. */
    String text;

    /** The parameters, read on first use. */
    abstract ParamList params();

    /** Reads everything that still lies in the text alone, since the text is about to become stale. */
    abstract void detach();

    abstract void write(StringBuilder out);

    /** Asked before a parameter is changed. */
    void checkParameterOpen(String name) {
        checkOpen();
    }

    @Override
    public abstract URI clone();

    @Override
    public String getParameter(String key) {
        return params().get(key);
    }

    @Override
    public Iterator<String> getParameterNames() {
        return params().nameIterator();
    }

    @Override
    public void removeParameter(String name) {
        checkParameterOpen(name);
        detach();
        if (params().remove(name)) {
            changed();
        }
    }

    /**
     * Sets or, with a null value, removes a parameter.
     *
     * @param name case-insensitive, unescaped
     * @param value unescaped; empty for a flag
     */
    @Override
    public void setParameter(String name, String value) {
        if (value == null) {
            removeParameter(name);
            return;
        }
        checkParameterOpen(name);
        detach();
        params().set(name, value);
        changed();
    }

    @Override
    public boolean isSipURI() {
        return false;
    }

    @Override
    final void forgetText() {
        text = null;
    }

    @Override
    public String toString() {
        if (text == null) {
            StringBuilder out = new StringBuilder(64);
            write(out);
            text = out.toString();
        }
        return text;
    }
}
