package io.bellhop.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import io.bellhop.server.location.LocationStore;
import io.bellhop.server.location.MemoryLocationStore;
import io.bellhop.server.location.NoBindingLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcAccountsTest {

    private final JdbcDataSource source = new JdbcDataSource();
    private JdbcAccounts accounts;
    private LocationStore locations;

    @BeforeEach
    void setUp() throws Exception {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        sql("create table account(name varchar(255), realm varchar(255), ha1_md5 varchar(32), ha1_sha256 varchar(64), "
                + "created timestamp)");
        add("alice", "2026-01-01 10:00:00");
        add("bob", "2026-01-01 10:00:01");
        accounts = new JdbcAccounts(source);
        locations = new MemoryLocationStore(new NoBindingLog(), 0);
    }

    @AfterEach
    void tearDown() throws SQLException {
        accounts.close();
        sql("shutdown");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = source.getConnection(); Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private void add(String name, String created) throws SQLException {
        sql("insert into account values('" + name + "', 'bellhop', '', '', timestamp '" + created + "')");
    }

    private void bind(String user) throws IOException {
        Bindings bound = Bindings.of(new Binding("sip:" + user + "@1", Binding.NO_Q, 1000, "c", 1, "", ""));
        locations.update(user, 0, current -> bound);
    }

    private boolean bound(String user) {
        return !locations.find(user, 0).isEmpty();
    }

    @Test
    void whoIsInTheTableIsKnownInThisVeryCase() throws Exception {
        assertThat(accounts.isKnown("alice").get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(accounts.isKnown("Alice").get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(accounts.isKnown("x' or '1'='1").get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aQuestionThatFailsSaysSo() throws Exception {
        sql("drop table account");
        assertThatThrownBy(() -> accounts.isKnown("alice").get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(
                SQLException.class);
    }

    @Test
    void aQuestionAfterTheEndFailsAtOnce() {
        accounts.close();
        assertThat(accounts.isKnown("alice")).isCompletedExceptionally();
    }

    @Test
    void theBindingsOfARemovedAccountGo() throws Exception {
        RemovedSubscribers removed = new RemovedSubscribers(source, locations);
        bind("alice");
        bind("bob");
        removed.run();
        assertThat(bound("alice") && bound("bob")).isTrue();
        sql("delete from account where name = 'bob'");
        removed.run();
        assertThat(bound("alice")).isTrue();
        assertThat(bound("bob")).isFalse();
    }

    @Test
    void oneAccountRemovedAndAnotherAddedIsSeenThoughTheNumberIsTheSame() throws Exception {
        RemovedSubscribers removed = new RemovedSubscribers(source, locations);
        bind("bob");
        removed.run();
        sql("delete from account where name = 'bob'");
        add("carol", "2026-01-01 10:00:02");
        removed.run();
        assertThat(bound("bob")).isFalse();
    }

    @Test
    void whoWasRemovedWhileTheServerWasDownIsFoundAtTheFirstLook() throws Exception {
        for (int i = 0; i < 1200; i++) {
            bind("gone" + i);
        }
        bind("alice");
        new RemovedSubscribers(source, locations).run();
        assertThat(bound("alice")).isTrue();
        assertThat(bound("gone0") || bound("gone600") || bound("gone1199")).isFalse();
    }

    @Test
    void aLookThatFailsTakesNoBindings() throws Exception {
        bind("alice");
        sql("drop table account");
        new RemovedSubscribers(source, locations).run();
        assertThat(bound("alice")).isTrue();
    }
}
