package dev.samovar.process.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is allowed.
///
/// @param allowed where connections may go
/// @param forwards the ports of a child's own loopback interface that lead somewhere, and where
public record Rules(List<Allowed> allowed, Map<Integer, Target> forwards) {

    public Rules {
        allowed = List.copyOf(allowed);
        forwards = Map.copyOf(forwards);
    }

    /// Nothing is.
    public static final Rules NONE = new Rules(List.of(), Map.of());

    /// Ports of a network, both ends included.
    public record Allowed(Network network, int from, int to) {
        boolean covers(InetAddress address, int port) {
            return port >= from && port <= to && network.contains(address);
        }
    }

    /// Where a forward leads.
    ///
    /// @param isOwn whether that is this machine's own loopback interface, whatever the host
    public record Target(String host, int port, boolean isOwn) {

        /// A port of another machine's.
        public Target(String host, int port) {
            this(host, port, false);
        }

        /// The same.
        ///
        /// @throws IllegalArgumentException if the host is no name and no address, or this machine's
        public static Target foreign(String host, int port) {
            return new Target(Destinations.foreign(host), port);
        }
    }

    /// One port of this machine's loopback interface is reached at the same port of a child's.
    public static Rules own(int port) {
        return new Rules(List.of(), Map.of(port, new Target("localhost", port, true)));
    }

    public boolean isNone() {
        return allowed.isEmpty() && forwards.isEmpty();
    }

    /// What one or the other allows.
    public Rules and(Rules other) {
        var both = new ArrayList<>(allowed);
        both.addAll(other.allowed);
        var ports = new TreeMap<>(forwards);
        ports.putAll(other.forwards);
        return new Rules(both, ports);
    }

    boolean cover(InetAddress address, int port) {
        return allowed.stream().anyMatch(rule -> rule.covers(address, port));
    }
}
