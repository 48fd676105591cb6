package dev.samovar.process.egress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways out of one child's sandbox: a socket for its proxy, and one for each port that leads somewhere.
public final class Egress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);

    /// The port of a sandbox on which its proxy is.
    public static final int PROXY_PORT = 1080;

    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Integer, Path> ports = new LinkedHashMap<>();

    private Egress() {}

    /// Opens the ways out that rules allow.
    ///
    /// @param place the path of a socket, to which numbers are added
    public static Egress open(Rules rules, Path place) throws IOException {
        var egress = new Egress();
        var destinations = new Destinations(rules);
        try {
            if (!rules.allowed().isEmpty()) egress.add(PROXY_PORT, place, new Proxy(destinations)::serve);
            for (var forward : rules.forwards().entrySet()) {
                var service = new Forward(destinations, forward.getValue());
                egress.add(forward.getKey(), place, service::serve);
            }
        } catch (IOException e) {
            egress.close();
            throw e;
        }
        return egress;
    }

    private void add(int port, Path place, Listener.Service service) throws IOException {
        var path = Path.of(place + "-" + port);
        listeners.add(new Listener(path, service));
        ports.put(port, path);
    }

    /// The ports of the child's loopback interface that lead out, and the sockets that they lead to.
    public Map<Integer, Path> ports() {
        return ports;
    }

    /// The environment variables that tell clients of the proxy, those of Node's among them.
    public Map<String, String> variables() {
        if (!ports.containsKey(PROXY_PORT)) return Map.of();
        var http = "http://127.0.0.1:" + PROXY_PORT;
        var variables = new HashMap<String, String>();
        for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) variables.put(name, http);
        for (var name : List.of("ALL_PROXY", "all_proxy")) variables.put(name, "socks5h://127.0.0.1:" + PROXY_PORT);
        for (var name : List.of("NO_PROXY", "no_proxy")) variables.put(name, "127.0.0.1,localhost");
        variables.put("NODE_USE_ENV_PROXY", "1");
        return variables;
    }

    /// Ends every connection.
    @Override
    public void close() {
        for (var listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                LOG.debug("a socket could not be closed", e);
            }
        }
    }
}
