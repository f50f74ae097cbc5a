package io.bellhop.container.message;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipMessage;
import java.util.List;
import java.util.ListIterator;

/** The values of one header as a list iterator that writes its changes back into the message. */
final class HeaderList<T> implements ListIterator<T> {
    private final SipMessage message;
    private final HeaderName name;
    private final List<T> values;
    private final ListIterator<T> position;
    private final boolean frozen;

    /** @param frozen whether changes fail (IllegalStateException): a system header, or a committed message */
    HeaderList(SipMessage message, HeaderName name, List<T> values, boolean frozen) {
        this.message = message;
        this.name = name;
        this.values = values;
        this.frozen = frozen;
        position = values.listIterator();
    }

    /** Writes the values into the message anew. */
    void write() {
        message.remove(name);
        for (T value : values) {
            message.addLast(name, value.toString());
        }
    }

    private void checkOpen() {
        if (frozen) {
            throw new IllegalStateException(name.text() + " can't be changed here");
        }
    }

    @Override
    public boolean hasNext() {
        return position.hasNext();
    }

    @Override
    public T next() {
        return position.next();
    }

    @Override
    public boolean hasPrevious() {
        return position.hasPrevious();
    }

    @Override
    public T previous() {
        return position.previous();
    }

    @Override
    public int nextIndex() {
        return position.nextIndex();
    }

    @Override
    public int previousIndex() {
        return position.previousIndex();
    }

    @Override
    public void remove() {
        checkOpen();
        position.remove();
        write();
    }

    @Override
    public void set(T value) {
        checkOpen();
        position.set(value);
        write();
    }

    @Override
    public void add(T value) {
        checkOpen();
        position.add(value);
        write();
    }
}
