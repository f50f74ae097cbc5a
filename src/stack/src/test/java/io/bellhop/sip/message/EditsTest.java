package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of edits does what it does to a plain list of names and values. */
class EditsTest {
    enum Kind {
        SET,
        ADD_FIRST,
        ADD_LAST,
        REMOVE_FIRST,
        REMOVE_LAST,
        REPLACE_FIRST,
        REMOVE,
        COPY,
        BODY
    }

    record Edit(Kind kind, HeaderName name, String value) {}

    /** One value; a list is several of them. */
    record Value(HeaderName name, String text) {}

    /** The naive model: values in order. */
    static final class Model {
        final List<Value> values = new ArrayList<>();
        String body = "";

        List<String> all(HeaderName name) {
            return values.stream().filter(v -> v.name.equals(name)).map(Value::text).toList();
        }

        int first(HeaderName name) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).name.equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        int last(HeaderName name) {
            for (int i = values.size() - 1; i >= 0; i--) {
                if (values.get(i).name.equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        void apply(Edit edit) {
            Value value = new Value(edit.name, edit.value);
            int first = first(edit.name);
            int last = last(edit.name);
            switch (edit.kind) {
                case SET -> {
                    values.removeIf(v -> v.name.equals(edit.name));
                    values.add(first < 0 ? values.size() : first, value);
                }
                case ADD_FIRST -> values.add(Math.max(first, 0), value);
                case ADD_LAST -> values.add(last < 0 ? values.size() : last + 1, value);
                case REMOVE_FIRST -> drop(first);
                case REMOVE_LAST -> drop(last);
                case REPLACE_FIRST -> {
                    drop(first);
                    values.add(first < 0 ? values.size() : first, value);
                }
                case REMOVE -> values.removeIf(v -> v.name.equals(edit.name));
                case BODY -> body = edit.value;
                case COPY -> {}
            }
        }

        private void drop(int index) {
            if (index >= 0) {
                values.remove(index);
            }
        }
    }

    private static SipMessage apply(SipMessage message, Edit edit) {
        switch (edit.kind) {
            case SET -> message.set(edit.name, edit.value);
            case ADD_FIRST -> message.addFirst(edit.name, Slice.of("xx" + edit.value + "yy").sub(2, 2 + length(edit)));
            case ADD_LAST -> message.addLast(edit.name, edit.value);
            case REMOVE_FIRST -> assertThat(message.removeFirst(edit.name)).isIn(true, false);
            case REMOVE_LAST -> assertThat(message.removeLast(edit.name)).isIn(true, false);
            case REPLACE_FIRST -> message.replaceFirst(edit.name, Slice.of(edit.value));
            case REMOVE -> message.remove(edit.name);
            case BODY -> message.body(Slice.of(edit.value).array());
            case COPY -> {
                return message.copy();
            }
        }
        return message;
    }

    private static int length(Edit edit) {
        return Slice.of(edit.value).length();
    }

    private static final String TEXT = Messages.lines(
            "OPTIONS sip:a@example.com SIP/2.0",
            "Via: SIP/2.0/UDP a;branch=z9hG4bK1 ,SIP/2.0/UDP b;branch=\"2,3\",  SIP/2.0/UDP c",
            "f: <sip:a@b>;tag=1",
            "v: SIP/2.0/UDP d\r\n ,SIP/2.0/UDP\r\n\te;x",
            "To: <sip:a@b>",
            "X-One: 1, 2",
            "Route: <sip:a,b@c;lr>,\"x,y\" <sip:d;lr>",
            "i: abc",
            "CSeq: 1 OPTIONS",
            "x-one: 3",
            "Route: <sip:e;lr>",
            "Content-Length: 0",
            "",
            "");

    private static Model model() {
        Model model = new Model();
        for (String via : List.of("SIP/2.0/UDP a;branch=z9hG4bK1", "SIP/2.0/UDP b;branch=\"2,3\"", "SIP/2.0/UDP c")) {
            model.values.add(new Value(StandardHeader.VIA, via));
        }
        model.values.add(new Value(StandardHeader.FROM, "<sip:a@b>;tag=1"));
        model.values.add(new Value(StandardHeader.VIA, "SIP/2.0/UDP d"));
        model.values.add(new Value(StandardHeader.VIA, "SIP/2.0/UDP e;x"));
        model.values.add(new Value(StandardHeader.TO, "<sip:a@b>"));
        model.values.add(new Value(HeaderName.of("X-One"), "1, 2"));
        model.values.add(new Value(StandardHeader.ROUTE, "<sip:a,b@c;lr>"));
        model.values.add(new Value(StandardHeader.ROUTE, "\"x,y\" <sip:d;lr>"));
        model.values.add(new Value(StandardHeader.CALL_ID, "abc"));
        model.values.add(new Value(StandardHeader.CSEQ, "1 OPTIONS"));
        model.values.add(new Value(HeaderName.of("X-One"), "3"));
        model.values.add(new Value(StandardHeader.ROUTE, "<sip:e;lr>"));
        return model;
    }

    @Property(tries = 5000)
    void editsDoWhatTheyDoToAPlainList(@ForAll("edits") List<Edit> edits) {
        SipMessage message = Messages.request(TEXT);
        SipMessage untouched = message.copy();
        Model model = model();
        for (Edit edit : edits) {
            message = apply(message, edit);
            model.apply(edit);
            compare(message, model);
        }
        byte[] written = message.toByteArray();
        assertThat(written).hasSize(message.length());
        compare(Messages.INTEROP.read(written, 0, written.length), model);
        assertThat(untouched).hasToString(TEXT);
    }

    private static void compare(SipMessage message, Model model) {
        for (HeaderName name : NAMES) {
            assertThat(message.all(name)).as("%s in %s", name, message).isEqualTo(model.all(name));
            assertThat(message.has(name)).isEqualTo(model.first(name) >= 0);
            assertThat(message.first(name)).isEqualTo(model.first(name) < 0 ? null : model.all(name).get(0));
        }
        assertThat(message.body()).hasToString(model.body);
        List<HeaderName> order = new ArrayList<>();
        for (int line = 0; line < message.lines(); line++) {
            for (int i = elements(message, line); i > 0; i--) {
                order.add(message.name(line));
            }
        }
        order.remove(StandardHeader.CONTENT_LENGTH);
        assertThat(order).isEqualTo(model.values.stream().map(Value::name).toList());
        derived(message, model);
    }

    private static int elements(SipMessage message, int line) {
        int count = 0;
        Slice raw = message.raw(line);
        ListValues list = new ListValues(raw.array(), raw.start(), raw.end());
        while (message.name(line).isList() && list.next()) {
            count++;
        }
        return Math.max(count, 1);
    }

    private static void derived(SipMessage message, Model model) {
        int via = model.first(StandardHeader.VIA);
        Slice text = via < 0 ? null : Slice.of(model.values.get(via).text);
        Via expected = text == null ? null : Via.parse(text.array(), 0, text.end());
        assertThat(message.topVia() == null).isEqualTo(expected == null);
        if (expected != null) {
            assertThat(message.topVia().text()).isEqualTo(expected.text());
        }
        int callId = model.first(StandardHeader.CALL_ID);
        assertThat(message.callId()).isEqualTo(callId < 0 ? null : Slice.of(model.values.get(callId).text));
    }

    private static final List<HeaderName> NAMES = List.of(
            StandardHeader.VIA,
            StandardHeader.ROUTE,
            StandardHeader.TO,
            StandardHeader.CALL_ID,
            HeaderName.of("X-ONE"),
            HeaderName.of("X-Two"));

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<String> value = Arbitraries.of(
                "1", "<sip:a@b>;tag=2", "SIP/2.0/UDP z;branch=z9hG4bK9", "<sip:x;lr>", "é", "\"a,b\" <sip:c>", "12 AB");
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(NAMES), value)
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }
}
