package io.bellhop.container.router;

import jakarta.servlet.sip.SipApplicationSession;
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
 * lists for its method, one after the other; without one, or with one that holds no rule, to every deployed application
 * in the order of their names. An application is not given the new requests that it sends itself.
 *
 * <p>The file is the one that a system property names, as path or URL ({@value #CONFIGURATION}, the same with
 * {@code javax}, {@code jakarta.servlet.sip.dar} or {@code javax.servlet.sip.dar}), else the one that the router was
 * made with; it is read again when it changes. Any thread may call; a routing decision takes no lock.
 */
public final class DefaultApplicationRouter implements SipApplicationRouter {
    /** JSR 289, C.2, in the Jakarta namespace. */
    public static final String CONFIGURATION = "jakarta.servlet.sip.ar.dar.configuration";

    private static final List<String> PROPERTIES = List.of("jakarta.servlet.sip.dar", "javax.servlet.sip.dar",
            CONFIGURATION, "javax.servlet.sip.ar.dar.configuration");
    private static final Logger LOG = Logger.getLogger(DefaultApplicationRouter.class.getPackageName());
    private static final String ALL = "ALL";
    private static final SipApplicationRouterInfo NO_APPLICATION =
            new SipApplicationRouterInfo(null, null, null, DarRule.NO_ROUTES, SipRouteModifier.NO_ROUTE, null);

    private final Path file;
    private final UnaryOperator<String> settings;
    private final TreeSet<String> deployed = new TreeSet<>();
    /** The deployed ones in the order of their names, each as the decision for it. */
    private volatile SipApplicationRouterInfo[] applications = {};
    /** Null where there is no file, or nothing in it. */
    private volatile Map<String, DarRule[]> rules;
    private DarWatch watch;

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
        Path path = place == null ? file : pathOf(place);
        if (path != null && watch == null) {
            watch = new DarWatch(path, this::reload);
            watch.start();
        }
        if (place == null && (file == null || !Files.exists(file))) {
            return;
        }
        try {
            if (path != null) {
                reload(path);
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

    /** The file that a path or a file: URL names, or null for another URL. */
    private static Path pathOf(String place) {
        int colon = place.indexOf(':');
        // a scheme of one letter is a drive
        if (colon <= 1) {
            return Path.of(place);
        }
        try {
            URI uri = URI.create(place);
            return "file".equalsIgnoreCase(uri.getScheme()) && !uri.isOpaque() ? Path.of(uri.getPath()) : null;
        } catch (IllegalArgumentException e) {
            // load says what is wrong with it
            return null;
        }
    }

    private void load(String place) throws IOException {
        try (Reader in = new InputStreamReader(URI.create(place).toURL().openStream(), StandardCharsets.UTF_8)) {
            use(DarFile.read(in, place));
        }
    }

    private void use(Map<String, DarRule[]> read) {
        rules = read.isEmpty() ? null : read;
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
            use(DarFile.read(new StringReader(text.toString()), "properties"));
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
            use(DarFile.read(in, path.toString()));
        }
    }

    @Override
    public void applicationDeployed(List<String> names) {
        synchronized (deployed) {
            deployed.addAll(names);
            publish();
        }
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        synchronized (deployed) {
            names.forEach(deployed::remove);
            publish();
        }
    }

    private void publish() {
        applications = deployed.stream().map(name -> only(name, name)).toArray(SipApplicationRouterInfo[]::new);
    }

    @Override
    public void destroy() {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
        rules = null;
        synchronized (deployed) {
            deployed.clear();
            publish();
        }
    }

    /**
     * Names the next application; one whose name is null means that there is no further one.
     *
     * @param directive with NEW the list begins anew, with CONTINUE and REVERSE it goes on
     * @param targeted the application that a request is meant for gets it first, if it is deployed
     * @param state what the former decision for this request contained: the place of its rule, or the name of its
     *     application where there is no file; null at first
     */
    @Override
    public SipApplicationRouterInfo getNextApplication(SipServletRequest request, SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive, SipTargetedRequestInfo targeted, Serializable state) {
        if (targeted != null && state == null && isDeployed(targeted.getApplicationName())) {
            return only(targeted.getApplicationName(), null);
        }
        boolean anew = directive == SipApplicationRoutingDirective.NEW;
        Serializable last = anew ? null : state;
        Map<String, DarRule[]> current = rules;
        if (current == null) {
            return nextByName(last, anew ? senderOf(request) : null);
        }
        String sender = anew ? senderOf(request) : null;
        DarRule[] list = list(current, request.getMethod());
        return list == null ? NO_APPLICATION : nextByRule(list, request, sender, last);
    }

    /**
     * Whether there is nobody to follow that application, so that asking for the next one can be spared. Looks at
     * neither the request nor at anything that changes with it.
     *
     * @param state of the decision for the application that passes a request of that method on; null for a new one of
     *     the sender
     * @param sender the application that sends a new request; of meaning where state is null
     */
    public boolean isLast(String method, Serializable state, String sender) {
        Map<String, DarRule[]> current = rules;
        if (current != null) {
            DarRule[] list = list(current, method);
            return list == null || state instanceof DarPlace place && place.rule() + 1 >= list.length;
        }
        SipApplicationRouterInfo[] all = applications;
        if (all.length == 0) {
            return true;
        }
        String last = all[all.length - 1].getNextApplicationName();
        return state instanceof String name ? last.compareTo(name) <= 0 : all.length == 1 && last.equals(sender);
    }

    /** The application that sends a request of its own, or null for one from outside. */
    private static String senderOf(SipServletRequest request) {
        SipApplicationSession session = request.getApplicationSession(false);
        return session == null ? null : session.getApplicationName();
    }

    private static DarRule[] list(Map<String, DarRule[]> rules, String method) {
        DarRule[] own = rules.get(method);
        return own != null ? own : rules.get(ALL);
    }

    private static SipApplicationRouterInfo nextByRule(DarRule[] list, SipServletRequest request, String sender,
            Serializable last) {
        int first = 0;
        boolean outbound = sender != null;
        if (last instanceof DarPlace place) {
            outbound = place.outbound();
            if (place.back() && place.rule() < list.length) {
                return list[place.rule()].returned(request, new DarPlace(place.rule(), outbound, false));
            }
            first = place.rule() + 1;
        }
        for (int i = first; i < list.length; i++) {
            if (list[i].fits(request, sender, outbound)) {
                return list[i].decide(request, new DarPlace(i, outbound, list[i].routesBack()));
            }
        }
        return NO_APPLICATION;
    }

    private SipApplicationRouterInfo nextByName(Serializable last, String sender) {
        for (SipApplicationRouterInfo each : applications) {
            String name = each.getNextApplicationName();
            if ((!(last instanceof String previous) || name.compareTo(previous) > 0) && !name.equals(sender)) {
                return each;
            }
        }
        return NO_APPLICATION;
    }

    private boolean isDeployed(String name) {
        for (SipApplicationRouterInfo each : applications) {
            if (each.getNextApplicationName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static SipApplicationRouterInfo only(String name, Serializable state) {
        return new SipApplicationRouterInfo(name, SipApplicationRoutingRegion.NEUTRAL_REGION, null, DarRule.NO_ROUTES,
                SipRouteModifier.NO_ROUTE, state);
    }
}
