package io.bellhop.server.wire;

import io.bellhop.arquillian.Sars;
import io.bellhop.arquillian.SipClient;
import io.bellhop.arquillian.SipText;
import io.bellhop.server.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The SAR as it is shipped, but for its sip.xml, and what phones send to it. */
final class Bellhop {

    private static final Path WEB_INF = Path.of("../../webapp/WEB-INF");

    private Bellhop() {
    }

    /** The SAR with one of the files of {@code bench/} as its sip.xml. */
    static WebArchive withRoutes(String file) {
        try {
            return with(Files.readString(Path.of("../../bench", file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SAR with this sip.xml. */
    static WebArchive with(String sipXml) {
        return Sars.sar("bellhop", sipXml).addAsLibrary(classes())
                .addAsWebInfResource(WEB_INF.resolve("web.xml").toFile(), "web.xml");
    }

    private static JavaArchive classes() {
        try {
            File directory = new File(Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ShrinkWrap.create(JavaArchive.class, "bellhop-server.jar").as(ExplodedImporter.class)
                    .importDirectory(directory).as(JavaArchive.class);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A REGISTER of this phone for a user; {@code contact} is a whole Contact value, or null for a query. */
    static SipText register(SipClient phone, String user, int cseq, String contact, String... headers) {
        String aor = "<" + phone.serverUri(user) + ">";
        String text = phone.request("REGISTER", phone.serverUri(user).replace(user + "@", ""),
                "reg-" + user + "-" + phone.address().getPort(), aor + ";tag=r" + cseq, aor, cseq, headers).text();
        String own = "Contact: <" + phone.uri("tester") + ">\r\n";
        return new SipText(text.replace(own, contact == null ? "" : "Contact: " + contact + "\r\n"));
    }

    /** Registers a phone for a user and expects that to succeed. */
    static void registered(SipClient phone, String user) {
        phone.send(register(phone, user, 1, "<" + phone.uri(user) + ">"));
        phone.expect(200);
    }
}
