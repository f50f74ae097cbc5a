package io.bellhop.server.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BindingCodecTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll("bindings") List<Binding> list) throws IOException {
        Bindings bindings = Bindings.of(list.toArray(Binding[]::new));
        assertThat(BindingCodec.decode(record(bindings))).isEqualTo(bindings);
    }

    @Property
    void aRecordThatIsCutOffIsRefused(@ForAll("bindings") List<Binding> list, @ForAll double where) {
        byte[] record = record(Bindings.of(list.toArray(Binding[]::new)));
        int length = (int) (Math.abs(where % 1) * record.length);
        assertThatThrownBy(() -> BindingCodec.decode(Arrays.copyOf(record, length))).isInstanceOf(IOException.class);
    }

    @Property
    void bytesThatNobodyWroteNeverDoWorseThanToBeRefused(@ForAll byte[] bytes) {
        try {
            BindingCodec.decode(bytes);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property
    void aRecordWithMoreBehindItIsRefused(@ForAll("bindings") List<Binding> list, @ForAll byte more) {
        byte[] record = record(Bindings.of(list.toArray(Binding[]::new)));
        byte[] longer = Arrays.copyOf(record, record.length + 1);
        longer[record.length] = more;
        assertThatThrownBy(() -> BindingCodec.decode(longer)).isInstanceOf(IOException.class);
    }

    @Example
    void aRecordOfALaterVersionIsRefusedByName() {
        byte[] record = record(Bindings.NONE);
        record[0] = 2;
        assertThatThrownBy(() -> BindingCodec.decode(record)).isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Example
    void anOrdinaryBindingTakesLittleMoreThanItsTexts() {
        Binding binding = new Binding("sip:alice@192.0.2.4:5060", Binding.NO_Q, 1_795_000_000_000L, "a84b4c76e66710",
                314159, "UDP:192.0.2.4:5060", "phone/1");
        int texts = binding.contact().length() + binding.callId().length() + binding.source().length()
                + binding.userAgent().length();
        assertThat(record(Bindings.of(binding)).length).isLessThan(texts + 20);
    }

    private static byte[] record(Bindings bindings) {
        RecordWriter writer = new RecordWriter();
        BindingCodec.encode(bindings, writer);
        return Arrays.copyOf(writer.array(), writer.length());
    }

    @Provide
    Arbitrary<List<Binding>> bindings() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(300)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<Integer> preferences = Arbitraries.integers().between(-1, 1000);
        return Combinators.combine(texts, preferences, numbers, texts, numbers, texts, texts)
                .as(Binding::new).list().ofMaxSize(12);
    }
}
