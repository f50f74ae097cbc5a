package io.bellhop.container.address;

import jakarta.servlet.sip.Parameterable;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** A header value with parameters behind it, and its remembered text. */
abstract class HeaderValue extends Guarded implements Parameterable {
    private static final long serialVersionUID = 1L;

    /** As written; null once something has been changed, until it is written anew. */
    String text;
    ParamList params = new ParamList(ParamSyntax.HEADER_PARAM);

    /** Writes what stands before the parameters. */
    abstract void writeValue(StringBuilder out);

    @Override
    public abstract Object clone();

    /** The value of the parameter without the quotes it may have; empty for a flag, null where there is none. */
    @Override
    public String getParameter(String key) {
        return params.get(key);
    }

    @Override
    public Iterator<String> getParameterNames() {
        return params.nameIterator();
    }

    @Override
    public Set<Map.Entry<String, String>> getParameters() {
        return params.entries();
    }

    @Override
    public void removeParameter(String name) {
        checkOpen();
        checkTag(name);
        if (params.remove(name)) {
            changed();
        }
    }

    /**
     * Sets or, with a null value, removes a parameter.
     *
     * @param name a token; case-insensitive
     * @param value written in quotes where its characters ask for it; empty for a flag
     * @throws IllegalArgumentException if the name is no token, or the value contains a control character
     */
    @Override
    public void setParameter(String name, String value) {
        if (value == null) {
            removeParameter(name);
            return;
        }
        checkOpen();
        checkTag(name);
        params.set(name, value);
        changed();
    }

    private void checkTag(String name) {
        if (level() == Protection.PARTY && "tag".equalsIgnoreCase(name)) {
            throw new IllegalStateException("The tag is the container's: " + this);
        }
    }

    @Override
    final void forgetText() {
        text = null;
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            StringBuilder out = new StringBuilder(64);
            writeValue(out);
            params.write(out);
            known = out.toString();
            remember(known);
        }
        return known;
    }

    void remember(String written) {
        text = written;
    }
}
