package io.bellhop.container.dispatch;

/** The callbacks of one application session that wait for a worker, in order. Owner loop only. */
final class CallbackQueue {
    private Callback head;
    private Callback tail;
    private boolean running;

    boolean isRunning() {
        return running;
    }

    void running(boolean now) {
        running = now;
    }

    void add(Callback callback) {
        if (head == null) {
            head = callback;
        } else {
            tail.next = callback;
        }
        tail = callback;
    }

    Callback poll() {
        Callback first = head;
        if (first != null) {
            head = first.next;
            first.next = null;
        }
        return first;
    }
}
