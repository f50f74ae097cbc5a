package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.transport.Transport;
import java.io.IOException;
import java.net.CookieManager;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSR 289 13: one application session across SIP and HTTP. */
class ConvergedHttpTest {
    private static final String IMPORTS = """
            package app;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import jakarta.servlet.annotation.*;
            import jakarta.servlet.sip.*;
            """;
    /** Tells who asks by SIP how to reach its application session by HTTP. */
    private static final String PHONE = IMPORTS + """
            @jakarta.servlet.sip.annotation.SipServlet
            public class Phone extends jakarta.servlet.sip.SipServlet {
                @Override protected void doOptions(SipServletRequest request) throws java.io.IOException {
                    SipApplicationSession session = request.getApplicationSession();
                    session.setInvalidateWhenReady(false);
                    session.setAttribute("from", "sip");
                    SipServletResponse response = request.createResponse(200);
                    response.setHeader("X-Url", session.encodeURL(new java.net.URL(
                            "http://127.0.0.1:" + request.getHeader("X-Port") + "/calls/page?do=show#x")).toString());
                    response.send();
                }
                @Override protected void doMessage(SipServletRequest request) throws java.io.IOException {
                    SipApplicationSession other = ((SipSessionsUtil) getServletContext().getAttribute(
                            SIP_SESSIONS_UTIL)).getApplicationSessionById(request.getHeader("X-Session"));
                    if (other != null) {
                        try {
                            other.invalidate();
                        } catch (IllegalStateException e) {
                            log("it ended meanwhile");
                        }
                    }
                    request.createResponse(200).send();
                }
            }
            """;
    private static final String PAGE = IMPORTS + """
            @WebServlet("/page")
            public class Page extends HttpServlet {
                @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
                        throws java.io.IOException {
                    ConvergedHttpSession session = (ConvergedHttpSession) request.getSession();
                    response.getWriter().print(switch (request.getParameter("do")) {
                        case "show" -> {
                            SipApplicationSession parent = session.getApplicationSession();
                            Object http = parent.getSessions("HTTP").next();
                            yield parent.getId() + " " + parent.getAttribute("from") + " "
                                + (((HttpSession) http).getId().equals(session.getId())) + " "
                                + (parent.getSession(session.getId(), SipApplicationSession.Protocol.HTTP) == http);
                        }
                        case "urls" -> session.encodeURL("http://host:1/calls/a?b=c").replace(session.getId(), "ID")
                                + " " + session.encodeURL("/a", "http").replace(session.getId(), "ID");
                        case "endSip" -> {
                            session.getApplicationSession().invalidate();
                            try {
                                session.getAttribute("a");
                                yield "valid";
                            } catch (IllegalStateException e) {
                                yield "ended";
                            }
                        }
                        case "endHttp" -> {
                            SipApplicationSession parent = session.getApplicationSession();
                            boolean before = parent.isReadyToInvalidate();
                            getServletContext().setAttribute("parent", parent);
                            session.invalidate();
                            yield before + " ended";
                        }
                        default -> throw new IllegalArgumentException();
                    });
                }
            }
            """;

    @TempDir
    Path directory;

    private EmbeddedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddedServer(directory.resolve("server")).listen(Transport.UDP, 0).http(0).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void deploy(boolean blocking) throws Exception {
        TestArchive archive = new TestArchive().sipXml("""
                <sip-app><app-name>calls</app-name><context-param><param-name>io.bellhop.blocking</param-name>
                <param-value>%s</param-value></context-param></sip-app>""".formatted(blocking));
        server.deploy(new TestSource().add("app.Phone", PHONE).add("app.Page", PAGE).into(archive, directory,
                System.getProperty("java.class.path")).writeTo(directory.resolve("calls.sar")));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private String page(HttpClient client, String what) throws Exception {
        return get(client, "http://127.0.0.1:" + server.httpPort() + "/calls/page?do=" + what);
    }

    private static String get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body();
    }

    private String ask(DatagramSocket phone, String method, String call, String header) throws IOException {
        byte[] bytes = (method + " sip:calls@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.getLocalPort()
                + ";branch=z9hG4bK" + call + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: " + call
                + "\r\nCSeq: 1 " + method + "\r\nMax-Forwards: 70\r\n" + header + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        phone.setSoTimeout(10_000);
        phone.send(new DatagramPacket(bytes, bytes.length, server.address(Transport.UDP)));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        phone.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    }

    private static DatagramSocket phone() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @Test
    void jsr_289_13_4_an_http_session_is_a_converged_one_with_one_application_session() throws Exception {
        deploy(true);
        HttpClient client = client();

        String first = page(client, "show");

        assertThat(first).endsWith(" null true true");
        assertThat(page(client, "show")).isEqualTo(first);
        assertThat(page(client(), "show")).isNotEqualTo(first);
        assertThat(page(client, "urls")).isEqualTo("http://host:1/calls/a;jsessionid=ID?b=c http://127.0.0.1:"
                + server.httpPort() + "/calls/a;jsessionid=ID");
    }

    @Test
    void jsr_289_13_5_an_encoded_url_joins_http_to_the_application_session_of_a_sip_request() throws Exception {
        deploy(true);
        HttpClient client = client();
        try (DatagramSocket phone = phone()) {
            String answer = ask(phone, "OPTIONS", "one", "X-Port: " + server.httpPort());
            String url = answer.lines().filter(line -> line.startsWith("X-Url: ")).findFirst().orElseThrow()
                    .substring(7);
            assertThat(url).endsWith("?do=show#x");

            String seen = get(client, url);

            assertThat(seen).endsWith(" sip true true");
            assertThat(url).contains(seen.substring(0, seen.indexOf(' ')));
            assertThat(page(client, "show")).as("without the encoded URL, in the same HTTP session").isEqualTo(seen);
        }
    }

    @Test
    void jsr_289_6_1_2_an_http_session_ends_with_its_application_session() throws Exception {
        deploy(true);

        assertThat(page(client(), "endSip")).isEqualTo("ended");
    }

    @Test
    void jsr_289_6_1_2_2_an_application_session_is_ready_when_its_http_session_has_ended() throws Exception {
        deploy(true);

        assertThat(page(client(), "endHttp")).isEqualTo("false ended");

        jakarta.servlet.sip.SipApplicationSession parent = (jakarta.servlet.sip.SipApplicationSession)
                server.context("calls").getServletContext().getAttribute("parent");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (parent.isValid() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(parent.isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void http_threads_and_the_loop_end_the_same_sessions_at_once_and_none_waits_for_ever(boolean blocking)
            throws Exception {
        deploy(blocking);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            running.add(threads.submit(() -> {
                endFromBothSides(number);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(server.server().container().figures().applicationSessions()).isLessThanOrEqualTo(8);
    }

    private void endFromBothSides(int number) throws Exception {
        try (DatagramSocket phone = phone()) {
            for (int i = 0; i < 25; i++) {
                HttpClient client = client();
                String shown = page(client, "show");
                var ended = client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort()
                        + "/calls/page?do=" + (i % 2 == 0 ? "endHttp" : "endSip"))).build(), BodyHandlers.ofString());
                assertThat(ask(phone, "MESSAGE", "m" + number + "x" + i, "X-Session: "
                        + shown.substring(0, shown.indexOf(' ')))).startsWith("SIP/2.0 200");
                assertThat(ended.get(20, TimeUnit.SECONDS).statusCode()).isIn(200, 500);
            }
        }
    }
}
