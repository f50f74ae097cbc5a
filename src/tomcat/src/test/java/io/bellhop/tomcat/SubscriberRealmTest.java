package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.container.security.DigestCredentials;
import io.bellhop.container.security.DigestResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.tomcat.util.buf.HexUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberRealmTest {
    private static final String URL = "jdbc:h2:mem:accounts";

    private final SubscriberRealm realm = new SubscriberRealm() {
        @Override
        protected Connection open() {
            try {
                return DriverManager.getConnection(URL);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    };
    private Connection keptOpen;

    @BeforeEach
    void fill() throws Exception {
        keptOpen = DriverManager.getConnection(URL);
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute("create table account (name varchar, realm varchar, md5 char(32), sha char(64))");
            statement.execute("create table account_role (name varchar, role varchar)");
            statement.execute("insert into account values ('alice', 'example.org', '"
                    + hash("MD5", "alice:example.org:secret") + "', '" + hash("SHA-256", "alice:example.org:secret")
                    + "')");
            statement.execute("insert into account_role values ('alice', 'subscriber')");
        }
        realm.setUserTable("account");
        realm.setUserNameCol("name");
        realm.setRealmCol("realm");
        realm.setMd5Col("md5");
        realm.setSha256Col("sha");
        realm.setRoleTable("account_role");
        realm.setRoleNameCol("role");
        realm.setContainer(new StandardEngine());
        realm.start();
    }

    @AfterEach
    void empty() throws SQLException {
        keptOpen.close();
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexUtils.toHexString(MessageDigest.getInstance(algorithm)
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Principal digest(String algorithm, String name, String password) {
        String a2 = hash(algorithm, "REGISTER:sip:example.org");
        String a1 = hash(algorithm, name + ":example.org:" + password);
        String response = hash(algorithm, a1 + ":nonce:00000001:cnonce:auth:" + a2);
        return realm.authenticate(name, response, "nonce", "00000001", "cnonce", "auth", "example.org", a2, algorithm);
    }

    @Test
    void the_right_password_is_known_by_md5_and_by_sha256() {
        assertThat(digest("MD5", "alice", "secret")).isNotNull();
        Principal alice = digest("SHA-256", "alice", "secret");

        assertThat(alice.getName()).isEqualTo("alice");
        assertThat(((GenericPrincipal) alice).hasRole("subscriber")).isTrue();
    }

    @Test
    void a_wrong_password_an_unknown_name_and_an_unknown_algorithm_are_refused() {
        assertThat(digest("SHA-256", "alice", "wrong")).isNull();
        assertThat(digest("MD5", "nobody", "secret")).isNull();
        assertThat(digest("SHA-512", "alice", "secret")).isNull();
    }

    @Test
    void a_typed_password_is_compared_by_its_hash() {
        assertThat(realm.authenticate("alice", "secret")).isNotNull();
        assertThat(realm.authenticate("alice", "wrong")).isNull();
        assertThat(realm.authenticate("nobody", "secret")).isNull();
    }

    private static DigestResponse sip(String password, boolean qop) {
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        String middle = qop ? ":nonce:00000001:cnonce:auth:" : ":nonce:";
        String hash = md5.hash(md5.ha1("alice", "example.org", password) + middle
                + md5.hash("REGISTER:sip:example.org"));
        return new DigestResponse(new DigestCredentials("alice", "example.org", "nonce", "sip:example.org", hash, md5,
                qop ? "auth" : null, qop ? "cnonce" : null, qop ? "00000001" : null), "REGISTER");
    }

    @Test
    void a_sip_caller_is_known_with_qop_and_as_in_rfc_2069_without() {
        assertThat(realm.principal(sip("secret", true)).getName()).isEqualTo("alice");
        assertThat(realm.principal(sip("secret", false)).getName()).isEqualTo("alice");
        assertThat(realm.principal(sip("wrong", true))).isNull();
    }

    @Test
    void accounts_that_cannot_be_read_are_no_wrong_password() throws SQLException {
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute("drop table account");
        }

        assertThatThrownBy(() -> realm.principal(sip("secret", true))).hasMessage("The accounts can't be read");
    }
}
