package io.bellhop.deploy;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What the launcher script calls: {@code run} for the server itself, {@code user} for its accounts. */
@Command(name = "bellhop", subcommands = {Main.Run.class, UserCommand.class},
        description = "A SIP servlet container and SIP server on Apache Tomcat.")
public final class Main {

    /** Exit status: the server did not start, or a command failed. */
    static final int FAILED = 1;

    private Main() {
    }

    /**
     * Runs one command and exits with its status: 0 done, 1 failed, 2 wrong arguments; see {@link UserCommand} for its
     * others.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        int status = commandLine().execute(args);
        // A server that ends well is being shut down already; calling exit then would hold up its shutdown.
        if (status != CommandLine.ExitCode.OK) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println("bellhop: " + e.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
    }

    /** The server in the foreground of this process. */
    @Command(name = "run", description = "Runs a server until the process is stopped.")
    static final class Run implements Callable<Integer> {

        private static final int MAX_PORT = 65535;

        @Spec
        private CommandLine.Model.CommandSpec spec;

        @Option(names = "--home", required = true, description = "where conf, logs, data and webapps live")
        private Path home;

        @Option(names = "--distribution", required = true, description = "where the packaged files are")
        private Path distribution;

        @Option(names = "--sip-port", defaultValue = "5060", description = "port of SIP over UDP and TCP")
        private int sipPort;

        @Option(names = "--http-port", defaultValue = "8080", description = "port of HTTP")
        private int httpPort;

        @Option(names = "--bind", defaultValue = "0.0.0.0", description = "address to listen on")
        private String bind;

        @Option(names = "--routes", description = "the file to be the SAR's sip.xml")
        private Path routes;

        @Option(names = "--ready-file", description = "where to tell that the server is ready")
        private Path readyFile;

        @Override
        public Integer call() {
            ServerOptions options = new ServerOptions(absolute(home), absolute(distribution),
                    port("--sip-port", sipPort), port("--http-port", httpPort), bind, absolute(routes),
                    absolute(readyFile));
            options.toSystemProperties();
            try {
                new Server(options, System.out).run();
                return CommandLine.ExitCode.OK;
            } catch (StartException e) {
                spec.commandLine().getErr().println("bellhop: " + e.getMessage());
                return FAILED;
            }
        }

        private int port(String option, int port) {
            if (port < 1 || port > MAX_PORT) {
                throw new ParameterException(spec.commandLine(), option + " " + port + " is not a port: 1 to "
                        + MAX_PORT);
            }
            return port;
        }

        private static Path absolute(Path path) {
            return path == null ? null : path.toAbsolutePath().normalize();
        }
    }
}
