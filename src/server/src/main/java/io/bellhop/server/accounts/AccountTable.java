package io.bellhop.server.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The table {@code account(name, realm, ha1_md5, ha1_sha256, created)}, as far as the SAR reads it. Every method
 * blocks.
 */
final class AccountTable {

    private final DataSource source;

    AccountTable(DataSource source) {
        this.source = source;
    }

    boolean contains(String user) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from account where name = ?")) {
            query.setString(1, user);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A text that differs after any account was added or removed; cheap to ask for often. */
    String stamp() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*), max(created) from account");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1) + " " + rows.getString(2);
        }
    }

    /** Those of the given users that have an account. */
    Set<String> known(List<String> users) throws SQLException {
        String sql = "select name from account where name in (?" + ", ?".repeat(users.size() - 1) + ")";
        Set<String> known = new HashSet<>();
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < users.size(); i++) {
                query.setString(i + 1, users.get(i));
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
        }
        return known;
    }
}
