package io.bellhop.server.location;

import java.io.IOException;

/**
 * The form in which bindings are kept: a version, the number of bindings, then the fields of each in turn. A version
 * that this program doesn't know is refused rather than guessed at.
 */
final class BindingCodec {

    private static final int VERSION = 1;
    /** A binding takes at least seven bytes, so a record that claims more bindings than bytes is wrong. */
    private static final int LEAST_BYTES = 7;

    private BindingCodec() {
    }

    static void encode(Bindings bindings, RecordWriter to) {
        to.number(VERSION);
        to.number(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            Binding binding = bindings.get(i);
            to.text(binding.contact());
            to.number(binding.q() + 1);
            to.number(binding.expiresAt());
            to.text(binding.callId());
            to.number(binding.cseq());
            to.text(binding.source());
            to.text(binding.userAgent());
        }
    }

    static Bindings decode(byte[] record) throws IOException {
        RecordReader from = new RecordReader(record);
        long version = from.number();
        if (version != VERSION) {
            throw new IOException("a record of version " + version + "; this program reads version " + VERSION);
        }
        Binding[] bindings = new Binding[from.small(record.length / LEAST_BYTES)];
        for (int i = 0; i < bindings.length; i++) {
            bindings[i] = new Binding(from.text(), from.small(1001) - 1, from.number(), from.text(), from.number(),
                    from.text(), from.text());
        }
        if (!from.atEnd()) {
            throw new IOException("a record with bytes after its end");
        }
        return Bindings.of(bindings);
    }
}
