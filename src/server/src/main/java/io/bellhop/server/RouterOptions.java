package io.bellhop.server;

import io.bellhop.server.routing.Fork;
import io.bellhop.server.routing.Relay;
import io.bellhop.server.routing.Router;
import jakarta.servlet.ServletConfig;

/** Reads the init-params that the proxy, redirect and options servlets have in common. */
final class RouterOptions {

    private RouterOptions() {
    }

    static Router.Options read(ServletConfig servlet) {
        Settings settings = new Settings("init-param", servlet::getInitParameter);
        return new Router.Options(
                Fork.parse(settings.text("fork", "parallel")),
                Relay.parse(settings.text("relay", "authenticated")),
                settings.flag("recurse", false),
                settings.number("search-seconds", 30, 1, 3600));
    }
}
