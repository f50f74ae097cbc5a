package io.bellhop.tomcat;

import io.bellhop.container.security.DigestResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.DataSourceRealm;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.tomcat.util.buf.HexUtils;
import org.apache.tomcat.util.security.ConcurrentMessageDigest;
import org.apache.tomcat.util.security.ConstantTime;

/**
 * A realm whose data source holds no password, only what digest authentication needs of one: HA1, the hash of
 * name:realm:password (RFC 7616 3.4.2), a column an algorithm. It serves SIP and HTTP, digest and basic:
 *
 * <pre>{@code
 * <Realm className="io.bellhop.tomcat.SubscriberRealm" dataSourceName="jdbc/accounts"
 *        userTable="account" userNameCol="name" realmCol="realm" md5Col="ha1_md5" sha256Col="ha1_sha256"
 *        roleTable="account_role" roleNameCol="role"/>
 * }</pre>
 *
 * Setters are called by Tomcat before it starts; after that any thread may ask, and waits for the data source.
 */
public class SubscriberRealm extends DataSourceRealm {
    private String realmCol;
    private String md5Col;
    private String sha256Col;
    private String md5Query;
    private String sha256Query;
    private String anyQuery;

    public String getRealmCol() {
        return realmCol;
    }

    /** The column of the realm that a hash was made for. */
    public void setRealmCol(String realmCol) {
        this.realmCol = realmCol;
    }

    public String getMd5Col() {
        return md5Col;
    }

    /** The column of HA1 by MD5, in hexadecimal; without it nobody is known by MD5. */
    public void setMd5Col(String md5Col) {
        this.md5Col = md5Col;
    }

    public String getSha256Col() {
        return sha256Col;
    }

    /** The column of HA1 by SHA-256, in hexadecimal; without it nobody is known by SHA-256. */
    public void setSha256Col(String sha256Col) {
        this.sha256Col = sha256Col;
    }

    public String getRoleTable() {
        return getUserRoleTable();
    }

    /** The table or view of roles, with the columns userNameCol and roleNameCol; without it nobody has a role. */
    public void setRoleTable(String roleTable) {
        setUserRoleTable(roleTable);
    }

    @Override
    protected void startInternal() throws LifecycleException {
        String from = " from " + userTable + " where " + userNameCol + " = ?";
        md5Query = md5Col == null ? null : "select " + md5Col + from + " and " + realmCol + " = ?";
        sha256Query = sha256Col == null ? null : "select " + sha256Col + from + " and " + realmCol + " = ?";
        anyQuery = "select " + realmCol + ", " + orNull(md5Col) + ", " + orNull(sha256Col) + from;
        // Tomcat's realm insists on one; nothing of it reads that column, since getPassword is ours.
        setUserCredCol(md5Col == null ? sha256Col : md5Col);
        super.startInternal();
    }

    private static String orNull(String column) {
        return column == null ? "null" : column;
    }

    /** HA1 in lower-case hexadecimal, or null if nobody is known by that name, realm and algorithm. */
    @Override
    protected String getDigest(String username, String realmName, String algorithm) {
        Connection connection = open();
        if (connection == null) {
            return null;
        }
        try {
            return ha1(connection, username, realmName, algorithm);
        } catch (SQLException e) {
            containerLog.error("The accounts can't be read", e);
            return null;
        } finally {
            close(connection);
        }
    }

    private String ha1(Connection connection, String username, String realmName, String algorithm)
            throws SQLException {
        String query = query(algorithm);
        if (query == null || username == null || realmName == null) {
            return null;
        }
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, username);
            statement.setString(2, realmName);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? lower(rows.getString(1)) : null;
            }
        }
    }

    /**
     * Who has proved to know the password, with or without qop (RFC 2069), or null.
     *
     * @throws IllegalStateException if the accounts can't be read, so that nobody can tell
     */
    Principal principal(DigestResponse response) {
        Connection connection = open();
        if (connection == null) {
            throw new IllegalStateException("The accounts can't be reached");
        }
        try {
            String name = response.username();
            String ha1 = ha1(connection, name, response.realm(), response.algorithm().javaName());
            return ha1 != null && response.matches(ha1)
                    ? new GenericPrincipal(name, getRoles(connection, name)) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("The accounts can't be read", e);
        } finally {
            close(connection);
        }
    }

    private String query(String algorithm) {
        return switch (algorithm == null ? "MD5" : algorithm) {
            case "MD5" -> md5Query;
            case "SHA-256" -> sha256Query;
            default -> null;
        };
    }

    private static String lower(String hash) {
        return hash == null ? null : hash.trim().toLowerCase(Locale.ROOT);
    }

    /** Never a password: there is none. */
    @Override
    protected String getPassword(String username) {
        return null;
    }

    /** Basic and form authentication: the hash of what was typed is compared, for each realm the user has. */
    @Override
    public Principal authenticate(String username, String credentials) {
        if (username == null || credentials == null) {
            return null;
        }
        Connection connection = open();
        if (connection == null) {
            return null;
        }
        try {
            return authenticate(connection, username, credentials);
        } finally {
            close(connection);
        }
    }

    @Override
    protected Principal authenticate(Connection connection, String username, String credentials) {
        try (PreparedStatement statement = connection.prepareStatement(anyQuery)) {
            statement.setString(1, username);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (matches(rows, username, credentials)) {
                        return new GenericPrincipal(username, getRoles(connection, username));
                    }
                }
            }
        } catch (SQLException e) {
            containerLog.error("The accounts can't be read", e);
        }
        return null;
    }

    private static boolean matches(ResultSet row, String username, String credentials) throws SQLException {
        String a1 = username + ":" + row.getString(1) + ":" + credentials;
        String sha256 = lower(row.getString(3));
        return sha256 != null ? ConstantTime.equals(sha256, hash("SHA-256", a1), false)
                : ConstantTime.equals(String.valueOf(lower(row.getString(2))), hash("MD5", a1), false);
    }

    private static String hash(String algorithm, String text) {
        return HexUtils.toHexString(ConcurrentMessageDigest.digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The user with its roles, or null if no realm has one of that name. */
    @Override
    protected Principal getPrincipal(String username) {
        Connection connection = open();
        if (connection == null) {
            return null;
        }
        try (PreparedStatement statement = connection.prepareStatement(anyQuery)) {
            statement.setString(1, username);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new GenericPrincipal(username, getRoles(connection, username)) : null;
            }
        } catch (SQLException e) {
            containerLog.error("The accounts can't be read", e);
            return null;
        } finally {
            close(connection);
        }
    }
}
