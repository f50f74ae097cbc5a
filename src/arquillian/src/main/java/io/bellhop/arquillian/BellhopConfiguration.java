package io.bellhop.arquillian;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/**
 * The properties of a {@code <container>} in arquillian.xml; none needs to be set. Arquillian calls the setters before
 * the container starts.
 */
public class BellhopConfiguration implements ContainerConfiguration {
    private int udpPort;
    private int tcpPort;
    private int httpPort;
    private int loops = 1;
    private long t1 = 500;

    @Override
    public void validate() throws ConfigurationException {
        if (loops < 1 || t1 < 1) {
            throw new ConfigurationException("loops and t1 must be 1 or more");
        }
    }

    public int getUdpPort() {
        return udpPort;
    }

    /** The port of SIP over UDP; 0, the default, takes a free one. */
    public void setUdpPort(int udpPort) {
        this.udpPort = udpPort;
    }

    public int getTcpPort() {
        return tcpPort;
    }

    /** The port of SIP over TCP; 0, the default, takes a free one. */
    public void setTcpPort(int tcpPort) {
        this.tcpPort = tcpPort;
    }

    public int getHttpPort() {
        return httpPort;
    }

    /** The port of HTTP; 0, the default, takes a free one. */
    public void setHttpPort(int httpPort) {
        this.httpPort = httpPort;
    }

    public int getLoops() {
        return loops;
    }

    /** How many event loops, 1 or more, default 1. */
    public void setLoops(int loops) {
        this.loops = loops;
    }

    public long getT1() {
        return t1;
    }

    /** T1 of RFC 3261 17.1.1.1 in milliseconds, default 500; T2 and T4 keep their ratio to it. */
    public void setT1(long t1) {
        this.t1 = t1;
    }
}
