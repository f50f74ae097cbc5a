package io.bellhop.deploy;

import io.bellhop.tomcat.SipServer;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks what came of a start: Tomcat itself logs a connector or an application that failed and goes on without it.
 *
 * @param connectors what listens
 * @param deployed   the applications that run
 * @param failed     the applications that don't: file name, colon, reason
 */
record StartCheck(List<Connector> connectors, List<Context> deployed, List<String> failed) {

    static StartCheck of(Server server, StartLog log) throws StartException, IOException {
        StartCheck check = new StartCheck(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Service service : server.findServices()) {
            for (Connector connector : service.findConnectors()) {
                check.add(connector, server, log);
            }
            Engine engine = service.getContainer();
            for (Container host : engine == null ? new Container[0] : engine.findChildren()) {
                check.add((Host) host, server, log);
            }
        }
        if (!check.failed.isEmpty() && (check.deployed.isEmpty() || check.isOursMissing())) {
            throw new StartException(check.failed.get(0));
        }
        return check;
    }

    private void add(Connector connector, Server server, StartLog log) throws StartException {
        if (connector.getState() != LifecycleState.STARTED) {
            String port = String.valueOf(connector.getPort());
            throw new StartException("the connector of port " + port + " did not start: "
                    + reason(server, ":" + port, () -> log.reason(port)));
        }
        connectors.add(connector);
    }

    private void add(Host host, Server server, StartLog log) throws IOException {
        List<Context> running = new ArrayList<>();
        for (Container child : host.findChildren()) {
            if (child instanceof Context context && context.getState() == LifecycleState.STARTED) {
                running.add(context);
            }
        }
        deployed.addAll(running);
        for (String name : applications(host.getAppBaseFile().toPath())) {
            String base = base(name);
            if (running.stream().noneMatch(context -> context.getBaseName().equals(base))) {
                failed.add(name + " was not deployed: " + reason(server, base, () -> log.reason(name)));
            }
        }
    }

    /** The SIP side tells its failures itself, where it knows the reason; what else fails is in Tomcat's log only. */
    static String reason(Server server, String about, Supplier<String> logged) {
        SipServer sip = server == null ? null : SipServer.of(server);
        List<String> failures = sip == null ? List.of() : sip.failures();
        return failures.stream().filter(each -> each.contains(about) && !each.endsWith("log tells why")).findFirst()
                .orElseGet(logged);
    }

    /** An application that is there as archive and expanded is told once, as the archive. */
    private static List<String> applications(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(f -> Files.isDirectory(f) || isArchive(f.toString())).sorted()
                        .forEach(f -> names.add(f.getFileName().toString()));
            }
        }
        List<String> archives = names.stream().filter(StartCheck::isArchive).map(StartCheck::base).toList();
        names.removeIf(name -> !isArchive(name) && archives.contains(name));
        return names;
    }

    private boolean isOursMissing() {
        return failed.stream().anyMatch(each -> each.startsWith(Sar.NAME));
    }

    private static boolean isArchive(String name) {
        return name.endsWith(".sar") || name.endsWith(".war");
    }

    private static String base(String name) {
        return isArchive(name) ? name.substring(0, name.length() - 4) : name;
    }
}
