package io.bellhop.accounts;

import io.bellhop.accounts.AccountsException.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscribers of one home directory, in {@code HOME/data/accounts.mv.db}.
 *
 * <p>Any number of processes may have the same home open: the first one to open the file serves it to the others, over
 * the loopback interface alone. So the same commands work on a running and on a stopped server.
 *
 * <p>A new database holds alice and bob, with random passwords that nobody knows until {@link #tellInitial()} is called
 * once. Passwords themselves are never stored, see {@link Credentials#ha1}.
 *
 * <p>One thread at a time. Every method throws {@link AccountsException} of kind {@link Kind#STORAGE} when the database
 * fails.
 */
public final class Accounts implements AutoCloseable {

    /** The realm of accounts that are not given another one. */
    public static final String DEFAULT_REALM = "bellhop";
    /** The database's own user, without a password: who may read the files is up to the directory's permissions. */
    public static final String DATABASE_USER = "sa";

    private static final List<String> INITIAL = List.of("alice", "bob");
    private static final int DUPLICATE_KEY = 23505;

    private final Connection connection;

    private Accounts(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the accounts of a home directory; makes the database if there is none.
     *
     * @param home the home directory, made if it is not there
     * @return the accounts, to be closed
     * @throws AccountsException if the database can't be made, read or upgraded
     */
    public static Accounts open(Path home) throws AccountsException {
        // H2 reads this once, when its first class is loaded: the file is served to loopback and to nobody else.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        String url = url(home);
        Connection connection = null;
        try {
            // The hashes are as good as the passwords to this server: for its own user alone.
            Files.createDirectories(home.resolve("data"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            connection = DriverManager.getConnection(url, DATABASE_USER, "");
            Accounts accounts = new Accounts(connection);
            if (Schema.prepare(connection, url, DATABASE_USER)) {
                accounts.seed();
            }
            return accounts;
        } catch (SQLException | IOException e) {
            close(connection);
            throw new AccountsException("the accounts in " + home.resolve("data") + " can't be opened: "
                    + oneLine(e), e);
        } catch (AccountsException e) {
            close(connection);
            throw e;
        }
    }

    /**
     * {@return the JDBC URL of a home directory's accounts; its user is {@link #DATABASE_USER}, without a password}
     *
     * @param home the home directory
     */
    public static String url(Path home) {
        return "jdbc:h2:file:" + home.toAbsolutePath().normalize().resolve("data").resolve("accounts")
                + ";AUTO_SERVER=TRUE";
    }

    /**
     * Adds an account. One of the initial accounts whose password nobody has been told counts as not there yet.
     *
     * @param name     the user part of a SIP address
     * @param realm    the protection domain
     * @param password any text but control characters, not empty
     * @throws AccountsException {@link Kind#EXISTS}, {@link Kind#INVALID}
     */
    public void add(String name, String realm, String password) throws AccountsException {
        checked(name, realm, password);
        try {
            if (update("update account set ha1_md5 = ?, ha1_sha256 = ?, untold = false"
                    + " where name = ? and realm = ? and untold", hashed(name, realm, password)) == 0) {
                update("insert into account (ha1_md5, ha1_sha256, name, realm) values (?, ?, ?, ?)",
                        hashed(name, realm, password));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == DUPLICATE_KEY) {
                throw new AccountsException(Kind.EXISTS, shown(name, realm) + " exists already");
            }
            throw failed(e);
        }
    }

    /**
     * Removes an account.
     *
     * @throws AccountsException {@link Kind#UNKNOWN}, {@link Kind#INVALID}
     */
    public void remove(String name, String realm) throws AccountsException {
        Credentials.name(name);
        Credentials.realm(realm);
        try {
            known(update("delete from account where name = ? and realm = ?", name, realm), name, realm);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Gives an account another password.
     *
     * @throws AccountsException {@link Kind#UNKNOWN}, {@link Kind#INVALID}
     */
    public void password(String name, String realm, String password) throws AccountsException {
        checked(name, realm, password);
        try {
            known(update("update account set ha1_md5 = ?, ha1_sha256 = ?, untold = false where name = ? and realm = ?",
                    hashed(name, realm, password)), name, realm);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** {@return every account, in the order of realms and names} */
    public List<Account> list() throws AccountsException {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select name, realm, created from account order by realm, name");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                accounts.add(new Account(rows.getString(1), rows.getString(2),
                        rows.getObject(3, LocalDateTime.class)));
            }
            return accounts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Gives each initial account that nobody knows the password of a new one, and tells it: this once.
     *
     * @return the passwords by name; empty if they have all been told or changed before
     */
    public Map<String, String> tellInitial() throws AccountsException {
        Map<String, String> told = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select name from account where untold and realm = ?"
                + " order by name")) {
            query.setString(1, DEFAULT_REALM);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    told.put(rows.getString(1), Credentials.random());
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        for (Map.Entry<String, String> account : told.entrySet()) {
            password(account.getKey(), DEFAULT_REALM, account.getValue());
        }
        return told;
    }

    @Override
    public void close() throws AccountsException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void seed() throws SQLException {
        for (String name : INITIAL) {
            update("insert into account (ha1_md5, ha1_sha256, name, realm, untold) values (?, ?, ?, ?, true)",
                    hashed(name, DEFAULT_REALM, Credentials.random()));
        }
    }

    private int update(String statement, String... values) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setString(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    private static void checked(String name, String realm, String password) throws AccountsException {
        Credentials.name(name);
        Credentials.realm(realm);
        Credentials.password(password);
    }

    private static String[] hashed(String name, String realm, String password) {
        return new String[] {Credentials.ha1("MD5", name, realm, password),
                Credentials.ha1("SHA-256", name, realm, password), name, realm};
    }

    private static void known(int rows, String name, String realm) throws AccountsException {
        if (rows == 0) {
            throw new AccountsException(Kind.UNKNOWN, shown(name, realm) + " does not exist");
        }
    }

    private static String shown(String name, String realm) {
        return DEFAULT_REALM.equals(realm) ? "account " + name : "account " + name + " of realm " + realm;
    }

    private static AccountsException failed(SQLException e) {
        return new AccountsException("the accounts database failed: " + oneLine(e), e);
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }

    private static void close(Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                System.getLogger(Accounts.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
            }
        }
    }
}
