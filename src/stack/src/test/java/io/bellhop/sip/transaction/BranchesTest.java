package io.bellhop.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.Tokens;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BranchesTest {
    private static final Secret SECRET = new Secret(new SplittableRandom(1));

    private static Slice write(int loop, long id) {
        byte[] bytes = new byte[Branches.LENGTH];
        assertThat(Branches.write(loop, id, SECRET, bytes, 0)).isEqualTo(bytes.length);
        return new Slice(bytes, 0, bytes.length);
    }

    /** RFC 3261 8.1.1.7: "MUST always begin with the characters "z9hG4bK"". */
    @Property
    void aBranchIsATokenThatBeginsWithTheCookieAndIsReadBack(
            @ForAll @IntRange(min = 0, max = 63) int loop,
            @ForAll @IntRange(min = 0, max = 0xffffff) int slot,
            @ForAll @IntRange(min = 0, max = 0x1ffffff) int generation) {
        Slice branch = write(loop, Branches.id(slot, generation));
        assertThat(branch.toString()).startsWith("z9hG4bK").matches(Tokens::isToken);
        long id = Branches.read(branch, loop, SECRET);
        assertThat(Branches.slot(id)).isEqualTo(slot);
        assertThat(Branches.generation(id)).isEqualTo(generation);
        assertThat(Branches.loop(branch)).isEqualTo(loop);
    }

    @Test
    void lettersOfTheOtherCaseAreTheSameBranch() {
        long id = Branches.id(77_777, 1_234_567);
        assertThat(Branches.read(Slice.of(write(5, id).toString().toUpperCase()), 5, SECRET)).isEqualTo(id);
    }

    @Test
    void aBranchOfAnotherLoopOrAnotherSecretIsNotOurs() {
        Slice branch = write(3, Branches.id(1, 2));
        assertThat(Branches.read(branch, 4, SECRET)).isEqualTo(-1);
        assertThat(Branches.read(branch, 3, new Secret(new SplittableRandom(2)))).isEqualTo(-1);
    }

    @Test
    void aBranchWithAnyDigitChangedIsNotOurs() {
        byte[] bytes = write(3, Branches.id(1, 2)).array();
        for (int i = "z9hG4bK".length(); i < bytes.length; i++) {
            byte before = bytes[i];
            bytes[i] = (byte) (before == '7' ? '8' : '7');
            assertThat(Branches.read(new Slice(bytes, 0, bytes.length), 3, SECRET)).isEqualTo(-1);
            bytes[i] = '=';
            assertThat(Branches.read(new Slice(bytes, 0, bytes.length), 3, SECRET)).isEqualTo(-1);
            bytes[i] = before;
        }
    }

    @Test
    void whatIsNoBranchOfOursNamesNoLoop() {
        assertThat(Branches.loop(null)).isEqualTo(-1);
        assertThat(Branches.loop(Slice.EMPTY)).isEqualTo(-1);
        assertThat(Branches.loop(Slice.of("z9hG4bK776asdhds"))).isEqualTo(-1);
        assertThat(Branches.loop(Slice.of("z9hG4bK==================="))).isEqualTo(-1);
    }
}
