package io.bellhop.accounts;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Brings the accounts database to the schema that this version knows. */
final class Schema {

    /** The newest file in {@code io/bellhop/accounts/schema}. */
    static final String VERSION = "1";
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {
    }

    /**
     * Makes or upgrades the tables. A database that is current already is told by one query, without loading Flyway,
     * since this is on the way of every start.
     *
     * @return whether the tables were made just now
     */
    static boolean prepare(Connection connection, String url, String user) throws SQLException, AccountsException {
        boolean made = !exists(connection);
        if (made || !isCurrent(connection)) {
            try {
                Flyway.configure(Schema.class.getClassLoader())
                        .dataSource(url, user, "")
                        .locations("classpath:io/bellhop/accounts/schema")
                        .table(HISTORY)
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                throw new AccountsException("the accounts database could not be brought to schema version " + VERSION
                        + ": " + firstLine(e), e);
            }
        }
        return made;
    }

    private static boolean exists(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet tables = data.getTables(null, null, HISTORY, null)) {
            return tables.next();
        }
    }

    private static boolean isCurrent(Connection connection) throws SQLException {
        String query = "select 1 from \"" + HISTORY + "\" where \"version\" = ? and \"success\"";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, VERSION);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }
}
