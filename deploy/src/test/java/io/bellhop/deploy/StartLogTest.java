package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xml.sax.SAXParseException;

import java.net.BindException;
import java.util.logging.Level;
import java.util.logging.Logger;

class StartLogTest {

    private static final Logger LOG = Logger.getLogger("io.bellhop.deploy.test");

    @Test
    void the_innermost_cause_of_the_record_that_is_asked_for_is_the_reason() {
        try (StartLog log = StartLog.listen()) {
            LOG.log(Level.SEVERE, "other.sar failed", new IllegalStateException("not this one, please"));
            LOG.log(Level.SEVERE, "bellhop.sar failed", new IllegalStateException("outer",
                    new BindException("the address is taken")));
            assertThat(log.reason("bellhop.sar")).isEqualTo("the address is taken");
        }
    }

    @Test
    void a_message_of_one_word_is_told_with_its_class() {
        try (StartLog log = StartLog.listen()) {
            LOG.log(Level.SEVERE, "failed", new ClassNotFoundException("no.such.Servlet"));
            assertThat(log.reason("no.such")).isEqualTo("java.lang.ClassNotFoundException: no.such.Servlet");
        }
    }

    @Test
    void a_mistake_in_xml_is_told_with_its_line() {
        SAXParseException mistake = new SAXParseException("an element is not closed", null, "server.xml", 7, 3);
        assertThat(StartLog.reason(new IllegalStateException("x", mistake)))
                .isEqualTo("line 7: an element is not closed");
    }

    @Test
    void without_a_record_of_that_the_first_one_is_told_and_without_any_the_log_is_named() {
        try (StartLog log = StartLog.listen()) {
            LOG.warning("not severe");
            assertThat(log.reason("bellhop.sar")).isEqualTo("see the log");
            LOG.log(Level.SEVERE, "{0} failed", "something");
            assertThat(log.reason("bellhop.sar")).isEqualTo("something failed");
        }
    }

    @Test
    void nothing_is_heard_after_the_start() {
        StartLog log = StartLog.listen();
        log.close();
        LOG.severe("later");
        assertThat(log.reason("later")).isEqualTo("see the log");
    }
}
