package io.bellhop.container.runtime;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

/** An application router that answers what the test says, in turn, and notes what it is asked; then nobody. */
final class ScriptedRouter implements SipApplicationRouter {
    /** One question. */
    record Asked(SipServletRequest request, SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive, SipTargetedRequestInfo targeted, Serializable state) {}

    final List<Asked> asked = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    private final ArrayDeque<Function<Asked, SipApplicationRouterInfo>> answers = new ArrayDeque<>();

    ScriptedRouter then(Function<Asked, SipApplicationRouterInfo> answer) {
        answers.add(answer);
        return this;
    }

    ScriptedRouter then(SipApplicationRouterInfo answer) {
        return then(question -> answer);
    }

    /** That application, with its name as the state. */
    ScriptedRouter to(String application, SipApplicationRoutingRegion region, String subscriber) {
        return then(new SipApplicationRouterInfo(application, region, subscriber, new String[0],
                SipRouteModifier.NO_ROUTE, application));
    }

    ScriptedRouter to(String application) {
        return to(application, SipApplicationRoutingRegion.NEUTRAL_REGION, null);
    }

    static SipApplicationRouterInfo routes(String application, SipRouteModifier modifier, String... routes) {
        return new SipApplicationRouterInfo(application, SipApplicationRoutingRegion.NEUTRAL_REGION, null, routes,
                modifier, "routed");
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public SipApplicationRouterInfo getNextApplication(SipServletRequest request, SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive, SipTargetedRequestInfo targeted, Serializable state) {
        Asked question = new Asked(request, region, directive, targeted, state);
        asked.add(question);
        return answers.isEmpty() ? routes(null, SipRouteModifier.NO_ROUTE) : answers.poll().apply(question);
    }

    @Override
    public void applicationDeployed(List<String> names) {
        events.add("deployed " + names);
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        events.add("undeployed " + names);
    }

    @Override
    public void init() {
        events.add("init");
    }

    @Override
    public void init(Properties properties) {
        events.add("init with properties");
    }

    @Override
    public void destroy() {
        events.add("destroy");
    }
}
