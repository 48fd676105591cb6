package dev.samovar.process;

import dev.samovar.process.egress.Egress;
import dev.samovar.process.egress.Network;
import dev.samovar.process.egress.Rules;
import dev.samovar.process.runtimeapi.Sockets;
import java.util.List;
import java.util.Map;

/// What sandboxed functions may reach of the network, by TCP. Nothing else is reachable, and never this machine: its
/// loopback and own addresses, and link-local ones, where clouds answer with the machine's credentials.
///
/// ```java
/// NetworkAccess.none().allow("10.1.0.0/16", 443).forward(5432, "db.internal", 5432)
/// ```
///
/// What is allowed is reached through a proxy, for HTTP and SOCKS 5, on port 1080 of the function's own
/// loopback interface; the usual variables (`HTTPS_PROXY` and so on) say so to clients that follow them. What
/// is forwarded is reached at a port of that interface, by whatever client.
///
/// Unchangeable.
public final class NetworkAccess {
    private static final NetworkAccess NONE = new NetworkAccess(Rules.NONE);

    private final Rules rules;

    private NetworkAccess(Rules rules) {
        this.rules = rules;
    }

    /// Nothing is reachable.
    public static NetworkAccess none() {
        return NONE;
    }

    /// One more network may be reached.
    ///
    /// @param network in CIDR notation, or an address
    /// @param port 1 to 65535
    /// @throws IllegalArgumentException if one is not that
    public NetworkAccess allow(String network, int port) {
        return allow(network, port, port);
    }

    /// The same for ports from one to another, both included.
    public NetworkAccess allow(String network, int from, int to) {
        if (isNoPort(from) || isNoPort(to) || to < from)
            throw new IllegalArgumentException("not ports: " + from + " to " + to);
        var allowed = new Rules.Allowed(Network.parse(network), from, to);
        return new NetworkAccess(rules.and(new Rules(List.of(allowed), Map.of())));
    }

    /// A port of the function's own loopback interface leads to a port of a host.
    ///
    /// @param port 1024 to 65535, but 1080 and 9001, which are taken
    /// @param host a name, which is looked up for each connection, or an address; not one of this machine, which no
    ///     function reaches
    /// @throws IllegalArgumentException if one is not that
    public NetworkAccess forward(int port, String host, int hostPort) {
        forwardable(port);
        if (isNoPort(hostPort)) throw new IllegalArgumentException("not a port: " + hostPort);
        var target = Rules.Target.foreign(host, hostPort);
        return new NetworkAccess(rules.and(new Rules(List.of(), Map.of(port, target))));
    }

    /// The same port, if it can be one of a function's loopback interface.
    static int forwardable(int port) {
        if (isNoPort(port) || port < 1024 || port == Egress.PROXY_PORT || port == Sockets.API_PORT)
            throw new IllegalArgumentException("a function's own port is 1024 to 65535, but " + Egress.PROXY_PORT
                    + " and " + Sockets.API_PORT + ", which are taken; not " + port);
        return port;
    }

    private static boolean isNoPort(int port) {
        return port < 1 || port > 65535;
    }

    Rules rules() {
        return rules;
    }
}
