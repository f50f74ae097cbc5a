package io.bellhop.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    // RFC 3261, 20.10, 20.20, 20.31, 20.39
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"Mr. Watson\" <sip:watson@worcester.bell-telephone.com>;q=0.7; expires=3600|Mr. Watson"
            + "|sip:watson@worcester.bell-telephone.com",
        "\"A. G. Bell\" <sip:agb@bell-telephone.com> ;tag=a48s|A. G. Bell|sip:agb@bell-telephone.com",
        "Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8|Anonymous|sip:c8oqz84zk7z@privacy.org",
        "The Operator <sip:operator@cs.columbia.edu>;tag=287447|The Operator|sip:operator@cs.columbia.edu",
        "\"a \\\"quoted\\\" \\\\ name\"<sip:a@b>|a \"quoted\" \\ name|sip:a@b",
        "\"<sip:joe@x>, ;\" <sip:a@b;lr>|<sip:joe@x>, ;|sip:a@b;lr",
        "J\u00fcrgen <sip:j@b>|J\u00fcrgen|sip:j@b",
        "\"\u30dc\u30d6\" <sip:bob@b>|\u30dc\u30d6|sip:bob@b",
    })
    void displayNameAndUriAreFoundAndTheTextStays(String text, String name, String uri) throws Exception {
        AddressImpl address = new AddressImpl(text);
        assertThat(address.getDisplayName()).isEqualTo(name);
        assertThat(address.getURI()).hasToString(uri);
        assertThat(address).hasToString(text);
        byte[] bytes = (" " + text + "\t").getBytes(StandardCharsets.UTF_8);
        assertThat(AddressParser.parseAddress(bytes, 0, bytes.length)).hasToString(text);
    }

    @Test
    void withoutBracketsParametersBelongToTheAddress() throws Exception {
        AddressImpl address = new AddressImpl("sip:+12125551212@server.phone2net.com;tag=887s");
        assertThat(address.getParameter("tag")).isEqualTo("887s");
        assertThat(address.getURI()).hasToString("sip:+12125551212@server.phone2net.com");
        assertThat(address.getValue()).isEqualTo("sip:+12125551212@server.phone2net.com");
        assertThat(new AddressImpl("<sip:a@b;x=1>;y=2").getURI().getParameter("x")).isEqualTo("1");
    }

    @Test
    void theStarIsTheWildcard() throws Exception {
        AddressImpl star = new AddressImpl(" * ");
        assertThat(star.isWildcard()).isTrue();
        assertThat(star.getURI()).isNull();
        assertThat(star).hasToString("*").isEqualTo(new AddressImpl("*"));
        assertThat(star).isNotEqualTo(new AddressImpl("<sip:a@b>"));
        assertThat(new AddressImpl("<sip:*@b>").isWildcard()).isFalse();
        assertThat(star.clone().isWildcard()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "\"Bob\"", "\"Bob <sip:a@b>", "Bob <sip:a@b", "<>", "Bob", "\"B\" x <sip:a@b>", "<sip:a@b> x",
        "<sip:a@b>;", "<sip:a@b>;;", "<sip:a@b>;=1", "<sip:a@b>;a=", "<sip:a@b>;a=\"x", "<sip:a@b>;a=\"x\"y",
        "<sip:a@b>;a b=1", "sip:a@b?x=y", "sip:a@b,sip:c@d", "<sip:a@b>, <sip:c@d>", "*;q=1", "<sip:a b@c>",
        "<sip:a@b>;x=1\r\nVia: y", "\"a\r\nb\" <sip:a@b>", "<<sip:a@b>>",
    })
    void badAddressesAreServletParseExceptions(String text) {
        assertThatThrownBy(() -> new AddressImpl(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void anAddressWithAParameterThatStandsThereTwiceEqualsItself() throws Exception {
        assertThat(new AddressImpl("<sip:a@b>;s;s;s=s")).isEqualTo(new AddressImpl("<sip:a@b>;s;s;s=s"));
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 25) @Chars({'s', 'i', 'p', ':', '@', ';', '=', '"', '<',
        '>', '\\', ' ', ',', '*', 'a', '\u00e9', '\t'}) String noise) throws Exception {
        for (String text : new String[] {noise, noise + "<sip:a@b>" + noise, "<sip:a@b>;" + noise}) {
            try {
                AddressImpl address = new AddressImpl(text);
                assertThat(new AddressImpl(address.toString())).isEqualTo(address);
            } catch (ServletParseException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            try {
                AddressParser.parseAddresses(text);
                AddressParser.parseParameterable(text);
            } catch (ServletParseException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void qIsANumberFromZeroToOne() throws Exception {
        assertThat(new AddressImpl("<sip:a@b>;q=0.75").getQ()).isEqualTo(0.75f);
        assertThat(new AddressImpl("<sip:a@b>;Q=1").getQ()).isEqualTo(1f);
        assertThat(new AddressImpl("<sip:a@b>;q=.5").getQ()).isEqualTo(0.5f);
        for (String bad : new String[] {"2", "1.1", "-0.5", "x", "0.x", "NaN", "1e0"}) {
            assertThat(new AddressImpl("<sip:a@b>;q=" + bad).getQ()).as(bad).isEqualTo(-1f);
        }
        AddressImpl address = new AddressImpl("<sip:a@b>");
        assertThat(address.getQ()).isEqualTo(-1f);
        address.setQ(0.7f);
        assertThat(address).hasToString("<sip:a@b>;q=0.7");
        address.setQ(1f);
        assertThat(address).hasToString("<sip:a@b>;q=1.0");
        address.setQ(0.125f);
        assertThat(address).hasToString("<sip:a@b>;q=0.125");
        address.setQ(-1f);
        assertThat(address).hasToString("<sip:a@b>");
        for (float bad : new float[] {-0.1f, 1.01f, Float.NaN, -2f}) {
            assertThatThrownBy(() -> address.setQ(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void expiresIsDeltaSeconds() throws Exception {
        AddressImpl address = new AddressImpl("<sip:a@b>;expires=3600");
        assertThat(address.getExpires()).isEqualTo(3600);
        address.setExpires(0);
        assertThat(address).hasToString("<sip:a@b>;expires=0");
        address.setExpires(-5);
        assertThat(address).hasToString("<sip:a@b>");
        assertThat(address.getExpires()).isEqualTo(-1);
        assertThat(new AddressImpl("<sip:a@b>;expires=x").getExpires()).isEqualTo(-1);
        assertThat(new AddressImpl("<sip:a@b>;expires=99999999999").getExpires()).isEqualTo(Integer.MAX_VALUE);
    }

    // JSR 289, Address.equals: URIs equal, parameters as in RFC 3261, 19.1.4 without exceptions, display name ignored
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"A\" <sip:a@b>|B <sip:a@B>|true", "<sip:a@b>;q=1|<sip:a@b>|true", "<sip:a@b>;x=1;y=2|<sip:a@b>;Y=2;X=1|true",
        "<sip:a@b>;x=1|<sip:a@b>;x=2|false", "<sip:a@b>;x=a|<sip:a@b>;x=A|true", "<sip:a@b>;x=\"a\"|<sip:a@b>;x=a|true",
        "<sip:a@b>;x=\"a\"|<sip:a@b>;x=\"A\"|false", "<sip:a@b>|<sip:a@b:5060>|false", "<tel:+1-2>|<tel:+12>|true",
        "<sip:a@b>;user=x|<sip:a@b>|true", "<sip:a@b;user=ip>|<sip:a@b>|false",
    })
    void equalityFollowsTheJavadoc(String a, String b, boolean equal) throws Exception {
        assertThat(new AddressImpl(a).equals(new AddressImpl(b))).isEqualTo(equal);
        assertThat(new AddressImpl(b).equals(new AddressImpl(a))).isEqualTo(equal);
    }

    @Test
    void aCloneHasNoTagAndItsOwnUri() throws Exception {
        AddressImpl address = new AddressImpl("Bob <sip:a@b>;x=1;tag=99");
        Address copy = address.clone();
        assertThat(copy.getParameter("tag")).isNull();
        ((SipURI) copy.getURI()).setUser("c");
        assertThat(copy).hasToString("\"Bob\" <sip:c@b>;x=1");
        assertThat(address).hasToString("Bob <sip:a@b>;x=1;tag=99");
    }

    @Test
    void aChangeOfTheUriInsideIsAChangeOfTheAddress() throws Exception {
        AddressImpl address = new AddressImpl("Bob <sip:a@b>;x=1");
        int[] changes = {0};
        address.onChange(() -> changes[0]++);
        ((SipURI) address.getURI()).setPort(5080);
        address.getURI().setParameter("lr", "");
        address.setParameter("x", "y z");
        address.removeParameter("unknown");
        assertThat(changes[0]).isEqualTo(3);
        assertThat(address).hasToString("\"Bob\" <sip:a@b:5080;lr>;x=\"y z\"");
    }

    @Test
    void aUriBelongsToOneAddressAtMost() throws Exception {
        AddressImpl first = new AddressImpl("<sip:a@b>");
        first.protect(Protection.SYSTEM);
        AddressImpl second = new AddressImpl(first.getURI(), "Ann");
        ((SipURI) second.getURI()).setUser("z");
        assertThat(second).hasToString("\"Ann\" <sip:z@b>");
        assertThat(first).hasToString("<sip:a@b>");
        SipURIImpl free = new SipURIImpl("u", "h");
        second.setURI(free);
        free.setPort(1);
        assertThat(second).hasToString("\"Ann\" <sip:u@h:1>");
    }

    @Test
    void aSystemAddressRefusesEveryChangeTheUriInsideIncluded() throws Exception {
        AddressImpl address = new AddressImpl("Bob <sip:a@b>;tag=1");
        address.protect(Protection.SYSTEM);
        assertThatThrownBy(() -> address.setDisplayName("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> address.setURI(new SipURIImpl("a", "b"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> address.setParameter("tag", "2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> address.removeParameter("tag")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> address.setValue("<sip:c@d>")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ((SipURI) address.getURI()).setUser("x")).isInstanceOf(IllegalStateException.class);
        assertThat(address).hasToString("Bob <sip:a@b>;tag=1");
        address.clone().setDisplayName("free");
    }

    @Test
    void displayNamesAreQuotedAndBracketsComeWithThem() throws Exception {
        AddressImpl address = new AddressImpl("sip:a@b;x=1");
        address.setDisplayName("say \"hi\" \\o/");
        assertThat(address).hasToString("\"say \\\"hi\\\" \\\\o/\" <sip:a@b>;x=1");
        assertThat(new AddressImpl(address.toString()).getDisplayName()).isEqualTo("say \"hi\" \\o/");
        address.setDisplayName(null);
        assertThat(address).hasToString("<sip:a@b>;x=1");
        assertThatThrownBy(() -> address.setDisplayName("a\r\nVia: b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setParameter("x", "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setParameter("x y", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotedParametersAreGivenWithoutTheirQuotes() throws Exception {
        AddressImpl address = new AddressImpl("<sip:a@b>;+sip.instance=\"<urn:uuid:1>\";ob");
        assertThat(address.getParameter("+sip.instance")).isEqualTo("<urn:uuid:1>");
        assertThat(address.getParameters()).containsExactly(Map.entry("+sip.instance", "<urn:uuid:1>"),
                Map.entry("ob", ""));
        assertThat(address.getParameterNames()).toIterable().containsExactly("+sip.instance", "ob");
    }

    @Test
    void aListIsSplitAtItsCommasAlone() throws Exception {
        assertThat(AddressParser.parseAddresses("\"a, b\" <sip:a,c@b>;x=\",\" , sip:c@d;q=1,<sip:e@f>"))
                .extracting(Object::toString)
                .containsExactly("\"a, b\" <sip:a,c@b>;x=\",\"", "sip:c@d;q=1", "<sip:e@f>");
    }
}
