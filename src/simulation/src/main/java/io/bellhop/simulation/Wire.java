package io.bellhop.simulation;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** What lies between the hosts: carries bytes from one address to another, as the weather permits. */
public final class Wire {
    private final Simulation simulation;
    private final RandomGenerator random;
    private final Map<InetSocketAddress, SimulatedPoint> datagramPoints = new HashMap<>();
    private final Map<InetSocketAddress, SimulatedPoint> streamPoints = new HashMap<>();
    private final PriorityQueue<Delivery> deliveries = new PriorityQueue<>();
    private Weather weather;
    private long sequence;
    private long sent;
    private long lost;
    private long doubled;

    Wire(Simulation simulation, Weather weather, RandomGenerator random) {
        this.simulation = simulation;
        this.weather = weather;
        this.random = random;
    }

    /** Something that arrives; those of the same time in the order in which they were sent. */
    private record Delivery(long at, long order, Runnable arrival) implements Comparable<Delivery> {
        @Override
        public int compareTo(Delivery other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** The weather from now on. */
    public void weather(Weather next) {
        weather = next;
    }

    /** How many datagrams were sent; a doubled one counts once. */
    public long sent() {
        return sent;
    }

    /** How many datagrams were lost. */
    public long lost() {
        return lost;
    }

    /** How many datagrams arrived twice. */
    public long doubled() {
        return doubled;
    }

    void add(SimulatedPoint point) {
        Map<InetSocketAddress, SimulatedPoint> points = points(point.isStream());
        if (points.putIfAbsent(point.address(), point) != null) {
            throw new IllegalStateException("in use: " + point.address());
        }
    }

    void remove(SimulatedPoint point) {
        points(point.isStream()).remove(point.address(), point);
    }

    private Map<InetSocketAddress, SimulatedPoint> points(boolean stream) {
        return stream ? streamPoints : datagramPoints;
    }

    /** Who listens for connections there, or null. */
    SimulatedPoint streamPoint(InetSocketAddress address) {
        return streamPoints.get(address);
    }

    /** Sends a datagram; to where nobody listens it is lost. */
    void datagram(byte[] bytes, InetSocketAddress from, InetSocketAddress to) {
        sent++;
        if (random.nextDouble() < weather.loss()) {
            lost++;
            return;
        }
        carry(bytes, from, to);
        if (random.nextDouble() < weather.duplication()) {
            doubled++;
            carry(bytes, from, to);
        }
    }

    private void carry(byte[] bytes, InetSocketAddress from, InetSocketAddress to) {
        long delay = delay();
        if (random.nextDouble() < weather.reordering()) {
            delay += random.nextInt(weather.heldBack() + 1);
        }
        at(simulation.now() + delay, () -> {
            SimulatedPoint point = datagramPoints.get(to);
            if (point != null) {
                point.arrived(bytes.clone(), from);
            }
        });
    }

    long delay() {
        return weather.delay() + random.nextInt(weather.jitter() + 1);
    }

    void at(long time, Runnable arrival) {
        deliveries.add(new Delivery(time, sequence++, arrival));
    }

    boolean deliver(long now) {
        boolean any = false;
        while (!deliveries.isEmpty() && deliveries.peek().at <= now) {
            deliveries.poll().arrival.run();
            any = true;
        }
        return any;
    }

    long nextDelivery() {
        return deliveries.isEmpty() ? Long.MAX_VALUE : deliveries.peek().at;
    }
}
