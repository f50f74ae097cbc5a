package io.bellhop.container.router;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The default application router (JSR 289, appendix C). With a file, a request goes to the applications that the file
 * lists for its method, one after the other; without one, to every deployed application in the order of their names.
 *
 * <p>The file is the one that a system property names, as path or URL ({@value #CONFIGURATION}, the same with
 * {@code javax}, {@code jakarta.servlet.sip.dar} or {@code javax.servlet.sip.dar}), else the one that the router was
 * made with. Any thread may call; a routing decision takes no lock.
 */
public final class DefaultApplicationRouter implements SipApplicationRouter {
    /** JSR 289, C.2, in the Jakarta namespace. */
    public static final String CONFIGURATION = "jakarta.servlet.sip.ar.dar.configuration";

    private static final List<String> PROPERTIES = List.of("jakarta.servlet.sip.dar", "javax.servlet.sip.dar",
            CONFIGURATION, "javax.servlet.sip.ar.dar.configuration");
    private static final Logger LOG = Logger.getLogger(DefaultApplicationRouter.class.getPackageName());
    private static final String[] NO_ROUTES = {};
    private static final SipApplicationRouterInfo NO_APPLICATION =
            new SipApplicationRouterInfo(null, null, null, NO_ROUTES, SipRouteModifier.NO_ROUTE, null);

    private final Path file;
    private final UnaryOperator<String> settings;
    private final TreeSet<String> deployed = new TreeSet<>();
    /** The same names, for readers. */
    private volatile String[] applications = {};
    /** Null where there is no file. */
    private volatile Map<String, DarRule[]> rules;

    /**
     * A router that is not initialised yet.
     *
     * @param file where the rules are unless a system property names another place; it need not exist; may be null
     */
    public DefaultApplicationRouter(Path file) {
        this(file, System::getProperty);
    }

    DefaultApplicationRouter(Path file, UnaryOperator<String> settings) {
        this.file = file;
        this.settings = settings;
    }

    /**
     * Reads the file, if there is one. A file that can't be read is logged, and taken as none.
     *
     * @throws DarSyntaxException if there is a mistake in the file
     */
    @Override
    public void init() {
        String place = configured();
        if (place == null && (file == null || !Files.exists(file))) {
            return;
        }
        try {
            if (place == null) {
                reload(file);
            } else {
                load(place);
            }
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
            LOG.log(Level.WARNING, "The default application router goes on without its file {0}: {1}",
                    new Object[] {place == null ? file : place, why});
        }
    }

    private String configured() {
        for (String name : PROPERTIES) {
            String value = settings.apply(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    private void load(String place) throws IOException {
        int colon = place.indexOf(':');
        // a scheme of one letter is a drive
        if (colon <= 1) {
            reload(Path.of(place));
            return;
        }
        URI uri = URI.create(place);
        if ("file".equalsIgnoreCase(uri.getScheme()) && !uri.isOpaque()) {
            reload(Path.of(uri.getPath()));
            return;
        }
        try (Reader in = new InputStreamReader(uri.toURL().openStream(), StandardCharsets.UTF_8)) {
            rules = DarFile.read(in, place);
        }
    }

    /** Takes the rules from these properties, method by method, instead of a file. */
    @Override
    public void init(Properties properties) {
        StringBuilder text = new StringBuilder();
        for (String method : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(method).replace('\n', ' ').replace('\r', ' ');
            text.append(method).append(": ").append(value).append('\n');
        }
        try {
            rules = DarFile.read(new StringReader(text.toString()), "properties");
        } catch (IOException e) {
            throw new IllegalStateException("Reading memory failed", e);
        }
    }

    /**
     * Reads new rules. Where that fails, the former ones stay.
     *
     * @throws IOException if the file can't be read
     * @throws DarSyntaxException if there is a mistake in it; the message begins with file and line
     */
    public void reload(Path path) throws IOException {
        try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            rules = DarFile.read(in, path.toString());
        }
    }

    @Override
    public void applicationDeployed(List<String> names) {
        synchronized (deployed) {
            deployed.addAll(names);
            applications = deployed.toArray(String[]::new);
        }
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        synchronized (deployed) {
            names.forEach(deployed::remove);
            applications = deployed.toArray(String[]::new);
        }
    }

    @Override
    public void destroy() {
        rules = null;
        synchronized (deployed) {
            deployed.clear();
            applications = new String[0];
        }
    }

    /**
     * Names the next application; one whose name is null means that there is no further one.
     *
     * @param directive with NEW the list begins anew, with CONTINUE and REVERSE it goes on
     * @param targeted the application that a request is meant for gets it first, if it is deployed
     * @param state what the former decision for this request contained: the index of its rule, or the name of its
     *     application where there is no file; null at first
     */
    @Override
    public SipApplicationRouterInfo getNextApplication(SipServletRequest request, SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive, SipTargetedRequestInfo targeted, Serializable state) {
        if (targeted != null && state == null && isDeployed(targeted.getApplicationName())) {
            return only(targeted.getApplicationName(), null);
        }
        Serializable last = directive == SipApplicationRoutingDirective.NEW ? null : state;
        Map<String, DarRule[]> current = rules;
        return current == null ? nextByName(last) : nextByRule(current.get(request.getMethod()), request, last);
    }

    private static SipApplicationRouterInfo nextByRule(DarRule[] list, SipServletRequest request, Serializable last) {
        int index = last instanceof Integer previous ? previous + 1 : 0;
        return list == null || index >= list.length ? NO_APPLICATION : list[index].decide(request, index);
    }

    private SipApplicationRouterInfo nextByName(Serializable last) {
        for (String name : applications) {
            if (!(last instanceof String previous) || name.compareTo(previous) > 0) {
                return only(name, name);
            }
        }
        return NO_APPLICATION;
    }

    private boolean isDeployed(String name) {
        for (String application : applications) {
            if (application.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static SipApplicationRouterInfo only(String name, Serializable state) {
        return new SipApplicationRouterInfo(name, SipApplicationRoutingRegion.NEUTRAL_REGION, null, NO_ROUTES,
                SipRouteModifier.NO_ROUTE, state);
    }
}
