package io.bellhop.deploy;

import io.bellhop.accounts.Account;
import io.bellhop.accounts.Accounts;
import io.bellhop.accounts.AccountsException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The accounts of a home, whether a server runs in it or not. Exit status: 0 done, 1 the database failed, 2 wrong
 * arguments, 3 the account exists already, 4 there is no such account.
 */
@Command(name = "user", description = "Manages the subscribers of a home.")
final class UserCommand implements Callable<Integer> {

    private static final int EXISTS = 3;
    private static final int UNKNOWN = 4;

    /** What to do. */
    enum Action { add, remove, list, password }

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, description = "the home whose accounts are meant")
    private Path home;

    @Option(names = "--realm", defaultValue = Accounts.DEFAULT_REALM, description = "the protection domain")
    private String realm;

    @Option(names = "--password", description = "asked for, or read from the standard input, where it is not given")
    private String password;

    @Parameters(index = "0", paramLabel = "add|remove|list|password", description = "what to do")
    private Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "the user part of a SIP address")
    private String name;

    @Override
    public Integer call() {
        // Held by a local variable: a logger that nobody refers to forgets its level.
        Logger flyway = Logger.getLogger("org.flywaydb");
        flyway.setLevel(Level.WARNING);
        PrintWriter err = spec.commandLine().getErr();
        if ((name == null) != (action == Action.list)) {
            err.println("bellhop: user " + action + (name == null ? " needs a NAME" : " takes no NAME"));
            return CommandLine.ExitCode.USAGE;
        }
        try {
            String secret = action == Action.add || action == Action.password ? secret() : null;
            try (Accounts accounts = Accounts.open(home.toAbsolutePath().normalize())) {
                perform(accounts, secret, spec.commandLine().getOut());
            }
            return CommandLine.ExitCode.OK;
        } catch (AccountsException e) {
            err.println("bellhop: " + e.getMessage());
            return switch (e.kind()) {
                case INVALID -> CommandLine.ExitCode.USAGE;
                case EXISTS -> EXISTS;
                case UNKNOWN -> UNKNOWN;
                case STORAGE -> Main.FAILED;
            };
        } catch (IOException e) {
            err.println("bellhop: the password could not be read: " + e.getMessage());
            return Main.FAILED;
        }
    }

    private void perform(Accounts accounts, String secret, PrintWriter out) throws AccountsException {
        switch (action) {
            case add -> accounts.add(name, realm, secret);
            case remove -> accounts.remove(name, realm);
            case password -> accounts.password(name, realm, secret);
            case list -> {
                for (Account account : accounts.list()) {
                    out.println(account.realm().equals(Accounts.DEFAULT_REALM) ? account.name()
                            : account.name() + "\t" + account.realm());
                }
                out.flush();
            }
        }
    }

    private String secret() throws IOException {
        if (password != null) {
            return password;
        }
        Console console = Boolean.getBoolean("bellhop.terminal") ? System.console() : null;
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] first = console.readPassword("Password of %s: ", name);
        char[] again = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, again)) {
            throw new IOException("the two are not the same");
        }
        return new String(first);
    }
}
