package io.bellhop.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellhop.accounts.AccountsException.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

class AccountsTest {

    @TempDir
    Path home;

    @Test
    void a_new_database_holds_alice_and_bob() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            assertThat(accounts.list()).extracting(Account::name).containsExactly("alice", "bob");
            assertThat(accounts.list()).extracting(Account::realm).containsOnly("bellhop");
        }
    }

    @Test
    void the_initial_passwords_are_told_once() throws Exception {
        Map<String, String> told;
        try (Accounts accounts = Accounts.open(home)) {
            told = accounts.tellInitial();
            assertThat(told).containsOnlyKeys("alice", "bob");
            assertThat(told.get("alice")).hasSize(16).isNotEqualTo(told.get("bob"));
            assertThat(accounts.tellInitial()).isEmpty();
        }
        try (Accounts accounts = Accounts.open(home)) {
            assertThat(accounts.tellInitial()).isEmpty();
        }
        assertThat(column("ha1_md5", "alice"))
                .isEqualTo(Credentials.ha1("MD5", "alice", "bellhop", told.get("alice")));
    }

    @Test
    void an_initial_account_that_the_operator_made_his_own_is_not_told() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.password("alice", "bellhop", "mine");
            accounts.add("bob", "bellhop", "mine too");
            assertThat(accounts.tellInitial()).isEmpty();
        }
        assertThat(column("ha1_md5", "alice")).isEqualTo(Credentials.ha1("MD5", "alice", "bellhop", "mine"));
        assertThat(column("ha1_md5", "bob")).isEqualTo(Credentials.ha1("MD5", "bob", "bellhop", "mine too"));
    }

    /** RFC 2617 section 3.5 gives this user, realm and password, and RFC 7616 section 3.9.1 a SHA-256 example. */
    @Test
    void the_hashes_are_those_of_the_rfc() {
        assertThat(Credentials.ha1("MD5", "Mufasa", "testrealm@host.com", "Circle Of Life"))
                .isEqualTo("939e7578ed9e3c518a452acee763bce9");
        assertThat(Credentials.ha1("SHA-256", "Mufasa", "http-auth@example.org", "Circle of Life"))
                .isEqualTo("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232");
    }

    @Test
    void no_password_is_written_to_the_disk() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.add("carol", "bellhop", "a-secret-nobody-else-uses");
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString()).doesNotContain("a-secret-nobody-else-uses");
            }
        }
        assertThat(column("ha1_sha256", "carol"))
                .isEqualTo(Credentials.ha1("SHA-256", "carol", "bellhop", "a-secret-nobody-else-uses"));
    }

    @Test
    void every_account_has_the_role_subscriber_once() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.add("alice", "elsewhere", "x");
        }
        try (Connection connection = DriverManager.getConnection(Accounts.url(home), Accounts.DATABASE_USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name, role from account_role order by name")) {
            StringBuilder seen = new StringBuilder();
            while (rows.next()) {
                seen.append(rows.getString(1)).append('=').append(rows.getString(2)).append(' ');
            }
            assertThat(seen).hasToString("alice=subscriber bob=subscriber ");
        }
    }

    @Test
    void adding_an_account_twice_is_refused() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.add("carol", "bellhop", "x");
            AccountsException refused = catchThrowableOfType(AccountsException.class,
                    () -> accounts.add("carol", "bellhop", "y"));
            assertThat(refused.kind()).isEqualTo(Kind.EXISTS);
            assertThat(refused).hasMessage("account carol exists already");
            accounts.add("carol", "elsewhere", "y");
            assertThat(accounts.list()).hasSize(4);
        }
        assertThat(column("ha1_md5", "carol")).isEqualTo(Credentials.ha1("MD5", "carol", "bellhop", "x"));
    }

    @Test
    void what_is_not_there_is_neither_removed_nor_changed() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.remove("bob", "bellhop");
            AccountsException gone = catchThrowableOfType(AccountsException.class,
                    () -> accounts.remove("bob", "bellhop"));
            assertThat(gone.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(gone).hasMessage("account bob does not exist");
            assertThat(catchThrowableOfType(AccountsException.class,
                    () -> accounts.password("bob", "bellhop", "x")).kind()).isEqualTo(Kind.UNKNOWN);
            // RFC 3261 section 19.1.4: the user part is compared with its case.
            assertThat(catchThrowableOfType(AccountsException.class,
                    () -> accounts.remove("Alice", "bellhop")).kind()).isEqualTo(Kind.UNKNOWN);
        }
        try (Accounts accounts = Accounts.open(home)) {
            assertThat(accounts.list()).extracting(Account::name).containsExactly("alice");
        }
    }

    /** RFC 3261 section 25.1, user = 1*( unreserved / escaped / user-unreserved ). */
    @ParameterizedTest
    @ValueSource(strings = {"carol", "+4930123456", "a.b-c_d!e~f*g'h(i)j&k=l+m$n,o;p?q/r", "0"})
    void names_are_what_a_sip_address_can_have(String name) throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            accounts.add(name, "bellhop", "x");
            assertThat(accounts.list()).extracting(Account::name).contains(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a@b", "caf\u00e9", "a%41", "a\nb", "a\"b",
        "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void other_names_are_refused(String name) throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            assertThat(catchThrowableOfType(AccountsException.class, () -> accounts.add(name, "bellhop", "x")).kind())
                    .isEqualTo(Kind.INVALID);
            assertThat(accounts.list()).hasSize(2);
        }
    }

    @Test
    void an_empty_password_and_an_impossible_realm_are_refused() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            assertThat(catchThrowableOfType(AccountsException.class,
                    () -> accounts.add("carol", "bellhop", ""))).hasMessage("the password is empty");
            assertThat(catchThrowableOfType(AccountsException.class,
                    () -> accounts.add("carol", "a\"b", "x")).kind()).isEqualTo(Kind.INVALID);
        }
    }

    @Test
    void another_process_works_on_the_same_home_at_the_same_time() throws Exception {
        try (Accounts accounts = Accounts.open(home)) {
            Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), Other.class.getName(), home.toString())
                    .redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();
            assertThat(other.waitFor()).as(() -> read(home.resolve("out"))).isZero();
            assertThat(accounts.list()).extracting(Account::name).containsExactly("alice", "bob", "carol");
        }
    }

    /** The other process: adds carol. */
    static final class Other {
        public static void main(String[] args) throws Exception {
            try (Accounts accounts = Accounts.open(Path.of(args[0]))) {
                accounts.add("carol", "bellhop", "x");
            }
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_told_in_one_line() throws Exception {
        Files.writeString(home.resolve("data"), "not a directory");
        AccountsException failed = catchThrowableOfType(AccountsException.class, () -> Accounts.open(home));
        assertThat(failed.kind()).isEqualTo(Kind.STORAGE);
        assertThat(failed.getMessage()).contains("can't be opened").doesNotContain("\n");
    }

    @Test
    void the_version_that_is_taken_for_current_is_the_newest_file() throws Exception {
        Path schema = Path.of(Schema.class.getResource("schema").toURI());
        String[] files = new File(schema.toString()).list();
        int newest = Stream.of(files).mapToInt(f -> Integer.parseInt(f.substring(1, f.indexOf("__")))).max()
                .orElseThrow();
        assertThat(Schema.VERSION).isEqualTo(String.valueOf(newest));
    }

    private String column(String column, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Accounts.url(home), Accounts.DATABASE_USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + column + " from account where name = '" + name
                        + "' and realm = 'bellhop'")) {
            assertThat(rows.next()).as("account " + name).isTrue();
            return rows.getString(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
