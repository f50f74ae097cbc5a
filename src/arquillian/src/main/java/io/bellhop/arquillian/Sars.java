package io.bellhop.arquillian;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes SARs for tests. A SAR has a WAR's layout, so ShrinkWrap's web archive builds it. */
public final class Sars {
    private Sars() {
    }

    /**
     * A SAR to which more can be added.
     *
     * @param name the application's name, without {@code .sar}
     * @param sipXml its WEB-INF/sip.xml
     * @param classes what goes to WEB-INF/classes
     */
    public static WebArchive sar(String name, String sipXml, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".sar")
                .addAsWebInfResource(new StringAsset(sipXml), "sip.xml")
                .addClasses(classes);
    }

    /** A SAR with one servlet, which gets every initial request. */
    public static WebArchive sar(String name, Class<?> servlet, Class<?>... classes) {
        return sar(name, """
                <sip-app>
                  <app-name>%s</app-name>
                  <servlet>
                    <servlet-name>main</servlet-name>
                    <servlet-class>%s</servlet-class>
                    <load-on-startup>1</load-on-startup>
                  </servlet>
                  <servlet-selection><main-servlet>main</main-servlet></servlet-selection>
                </sip-app>
                """.formatted(name, servlet.getName()), classes).addClass(servlet);
    }
}
