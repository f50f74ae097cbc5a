package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.SipApplication;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Globals;
import org.apache.catalina.Host;
import org.apache.catalina.Server;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.util.ContextName;

/**
 * Gives a web application that has a sip.xml or SIP annotations its SIP side; leaves every other one alone. Tomcat finds
 * this class by its services file and calls it when the context starts, before the listeners of web.xml.
 */
public final class SipInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext servletContext) throws ServletException {
        Context context = ((WebResourceRoot) servletContext.getAttribute(Globals.RESOURCES_ATTR)).getContext();
        try (InputStream sipXml = servletContext.getResourceAsStream("/" + Sar.SIP_XML)) {
            SipAnnotations annotations = SipAnnotations.of(docBase(context));
            if (sipXml != null || annotations.isApplication()) {
                begin(servletContext, context, sipXml, annotations);
            }
        } catch (IOException e) {
            throw new ServletException("The SIP side of " + context.getName() + " can't be read: " + e.getMessage(),
                    e);
        }
    }

    private static Path docBase(Context context) {
        Path appBase = ((Host) context.getParent()).getAppBaseFile().toPath();
        return context.getDocBase() == null ? appBase.resolve("none") : appBase.resolve(context.getDocBase());
    }

    private static void begin(ServletContext servletContext, Context context, InputStream sipXml,
            SipAnnotations annotations) throws ServletException, IOException {
        String name = new ContextName(context.getPath(), context.getWebappVersion()).getBaseName();
        SipServer server = SipServer.of(serverOf(context));
        try {
            if (server == null) {
                throw new DeploymentException("a SIP application needs <Listener className=\""
                        + SipLifecycleListener.class.getName() + "\"/> inside <Server>", null);
            }
            SipApplication descriptor = sipXml == null ? Descriptors.of(annotations, shown(context))
                    : Descriptors.read(sipXml, shown(context), annotations);
            new SipDeployment(server, name, context, servletContext, descriptor, annotations).prepare();
        } catch (DeploymentException e) {
            tell(server, context, name, e.getMessage());
            throw new ServletException(e.getMessage(), e);
        }
    }

    private static Server serverOf(Context context) {
        return ((Engine) context.getParent().getParent()).getService().getServer();
    }

    private static String shown(Context context) {
        return Path.of(context.getDocBase()).getFileName() + "/" + Sar.SIP_XML;
    }

    /** Hands a failure to the deployer, or logs it if the context was started by somebody else. */
    static void tell(SipServer server, Context context, String name, String reason) {
        StartFailure asked = StartFailure.of(context);
        if (asked != null) {
            asked.reason(reason);
        } else if (server != null) {
            server.failed(name, "SIP application " + name + ": " + reason);
        }
    }
}
