package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;

class AnnouncementTest {

    @Test
    void an_ipv6_address_stands_in_brackets_and_short() throws UnknownHostException {
        assertThat(Announcement.inUri(InetAddress.getByName("0:0:0:0:0:0:0:1"))).isEqualTo("[::1]");
        assertThat(Announcement.inUri(InetAddress.getByName("2001:db8::10"))).isEqualTo("[2001:db8::10]");
        assertThat(Announcement.inUri(InetAddress.getByName("127.0.0.1"))).isEqualTo("127.0.0.1");
    }
}
