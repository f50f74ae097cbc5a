package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsValveTest {
    @TempDir
    Path directory;

    private EmbeddedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddedServer(directory, new SipLifecycleListener(FakeEngine::new)).http(0).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void what_lives_and_what_was_sent_is_told_in_the_prometheus_format() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body().lines()).contains("bellhop_transactions 1.0", "bellhop_timers 2.0",
                "bellhop_sip_sessions 3.0", "bellhop_application_sessions 4.0", "bellhop_messages_received_total 5.0",
                "bellhop_messages_sent_total 6.0", "bellhop_messages_dropped_total 7.0");
        assertThat(answer.body()).contains("jvm_memory_used_bytes", "jvm_threads_live_threads");
    }

    @Test
    void other_paths_go_on_to_the_applications() throws Exception {
        assertThat(get("/metrics/other").statusCode()).isEqualTo(404);
    }
}
