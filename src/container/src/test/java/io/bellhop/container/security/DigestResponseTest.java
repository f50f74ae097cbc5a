package io.bellhop.container.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestResponseTest {
    // RFC 2617, 3.5
    private static final String RFC_2617 = """
            Digest username="Mufasa",
                             realm="testrealm@host.com",
                             nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093",
                             uri="/dir/index.html",
                             qop=auth,
                             nc=00000001,
                             cnonce="0a4f113b",
                             response="6629fae49393a05397450978507c4ef1",
                             opaque="5ccc069c403ebaf9f0171e9517f40e41"
            """;
    // RFC 7616, 3.9.1
    private static final String RFC_7616 = "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
            + " uri=\"/dir/index.html\", algorithm=%s, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\"%s\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static DigestResponse response(String header) throws MalformedCredentialsException {
        return new DigestResponse(DigestCredentials.parse(header), "GET");
    }

    @Test
    void theExampleOfRfc2617() throws Exception {
        DigestResponse response = response(RFC_2617);
        String ha1 = DigestAlgorithm.MD5.ha1("Mufasa", "testrealm@host.com", "Circle Of Life");
        assertThat(ha1).isEqualTo("939e7578ed9e3c518a452acee763bce9");
        assertThat(response.a2Hash()).isEqualTo("39aff3a2bab6126f332b942af96d3366");
        assertThat(response.matches(ha1)).isTrue();
        assertThat(response.matches(DigestAlgorithm.MD5.ha1("Mufasa", "testrealm@host.com", "wrong"))).isFalse();
        assertThat(new DigestResponse(response.credentials(), "PUT").matches(ha1)).isFalse();
    }

    @Test
    void theExamplesOfRfc7616() throws Exception {
        DigestResponse md5 = response(RFC_7616.formatted("MD5", "8ca523f5e9506fed4657c9700eebdbec"));
        assertThat(md5.algorithm()).isEqualTo(DigestAlgorithm.MD5);
        assertThat(md5.matches(DigestAlgorithm.MD5.ha1("Mufasa", "http-auth@example.org", "Circle of Life"))).isTrue();
        DigestResponse sha = response(RFC_7616.formatted("SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"));
        assertThat(sha.algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
        assertThat(sha.matches(DigestAlgorithm.SHA_256.ha1("Mufasa", "http-auth@example.org", "Circle of Life")))
                .isTrue();
    }

    // FIPS 180-4 example of SHA-512/256
    @Test
    void sha512256IsTheTruncatedOne() {
        assertThat(DigestAlgorithm.SHA_512_256.hash("abc"))
                .isEqualTo("53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    }

    // RFC 2617, 3.2.2.1: without qop, request-digest = KD(H(A1), nonce ":" H(A2))
    @Test
    void aClientOfRfc2069SendsNoQop() throws Exception {
        String ha1 = DigestAlgorithm.MD5.ha1("bob", "biloxi.com", "zanzibar");
        String expected = DigestAlgorithm.MD5.hash(ha1 + ":n1:" + DigestAlgorithm.MD5.hash("GET:sip:b@c"));
        assertThat(response("Digest username=bob,realm=\"biloxi.com\",nonce=n1,uri=\"sip:b@c\",response=\"" + expected
                + "\"").matches(ha1)).isTrue();
    }

    @Test
    void quotesCaseAndSpacingVaryFromPhoneToPhone() throws Exception {
        DigestCredentials read = DigestCredentials.parse("  DIGEST  USERNAME = \"a\\\"b\" ,, Realm=\"r, s\",\r\n"
                + " nonce=x,uri=\"sip:a=b,c@d;e\", ALGORITHM=\"sha-256\" ,qop=\"AUTH\",nc=\"0000000A\",cnonce=\"\","
                + "extra=1,response=" + "AB".repeat(32) + ",");
        assertThat(read).isEqualTo(new DigestCredentials("a\"b", "r, s", "x", "sip:a=b,c@d;e", "ab".repeat(32),
                DigestAlgorithm.SHA_256, "auth", "", "0000000A"));
        assertThat(read.count()).isEqualTo(10);
    }

    @Test
    void anotherSchemeIsNoneOfOurs() throws Exception {
        for (String other : new String[] {"Basic YTpi", "", "Digestive x=y", "NTLM"}) {
            assertThat(DigestCredentials.parse(other)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Digest", "Digest ", "Digest username", "Digest username=", "Digest =x", "Digest username=\"a",
        "Digest username=\"a\" realm=\"b\"", "Digest username=\"a\";realm=\"b\"",
        "Digest username=a,realm=r,nonce=n,uri=u",
        "Digest username=a,realm=r,nonce=n,uri=u,response=abc",
        "Digest username=a,realm=r,nonce=n,uri=u,response=zz000000000000000000000000000000",
        "Digest username=a,username=b,realm=r,nonce=n,uri=u,response=00000000000000000000000000000000",
        "Digest username=a,realm=r,nonce=n,uri=u,response=00000000000000000000000000000000,qop=auth",
        "Digest username=a,realm=r,nonce=n,uri=u,response=00000000000000000000000000000000,qop=auth,cnonce=c",
        "Digest username=a,realm=r,nonce=n,uri=u,response=00000000000000000000000000000000,qop=auth,cnonce=c,nc=1",
        "Digest username=a,realm=r,nonce=n,uri=u,response=00000000000000000000000000000000,qop=auth,cnonce=c,"
            + "nc=0000000x",
    })
    void malformedCredentialsAreTold(String header) {
        assertThatThrownBy(() -> DigestCredentials.parse(header)).isInstanceOf(MalformedCredentialsException.class)
                .hasMessageContaining("credentials");
    }

    @Property(tries = 3000)
    void noInputBreaksTheScanner(@ForAll @StringLength(max = 60) @Chars({'"', ',', '=', '\\', ' ', 'a', 'r', '\t', ';',
        '\r', '\n', '\u00e9', '\0'}) String noise) {
        for (String header : new String[] {"Digest " + noise, RFC_2617 + noise, noise}) {
            try {
                DigestCredentials.parse(header);
            } catch (MalformedCredentialsException e) {
                assertThat(e.getMessage()).contains("credentials");
            }
        }
    }
}
