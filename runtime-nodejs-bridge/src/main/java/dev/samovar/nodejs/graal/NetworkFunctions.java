package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sockets and names of hosts. What comes from the network is told by a callback on the loop.
final class NetworkFunctions {
    private final Network network;
    private final Network.Open open;
    private final Loop loop;
    private final BiConsumer<Object, Object[]> callback;

    NetworkFunctions(Network network, Network.Open open, Loop loop, BiConsumer<Object, Object[]> callback) {
        this.network = network;
        this.open = open;
        this.loop = loop;
        this.callback = callback;
    }

    void addTo(Map<String, HostFunction> functions) {
        functions.put("tcp", (_, _) -> new HostHandle(open.add(new TcpSocket(network.group(), loop))));
        put(
                functions,
                "tcpConnect",
                (_, a) -> socket(a[0])
                        .connect(Guest.string(a[1]), Guest.integer(a[2]), failure -> call(a[3], orUndefined(failure))));
        put(functions, "tcpRead", (_, a) -> socket(a[0]).startReading(read -> read(a[1], read)));
        put(functions, "tcpStop", (_, a) -> socket(a[0]).stopReading());
        put(
                functions,
                "tcpWrite",
                (_, a) -> socket(a[0]).write(Bytes.of(a[1]).copy(), failure -> call(a[2], orUndefined(failure))));
        put(functions, "tcpShutdown", (_, a) -> socket(a[0]).shutdown());
        put(functions, "tcpBind", (_, a) -> socket(a[0]).bind(Guest.string(a[1]), Guest.integer(a[2])));
        put(
                functions,
                "tcpListen",
                (_, a) -> socket(a[0])
                        .listen(Guest.integer(a[1]), open::keep, accepted -> call(a[2], new HostHandle(accepted))));
        put(functions, "tcpNoDelay", (_, a) -> socket(a[0]).noDelay(JSRuntime.toBoolean(a[1])));
        put(functions, "tcpKeepAlive", (_, a) -> socket(a[0]).keepAlive(JSRuntime.toBoolean(a[1])));
        put(functions, "tcpClose", (_, a) -> socket(a[0]).close());
        functions.put("tcpAddress", (realm, a) -> address(realm, socket(a[0]), JSRuntime.toBoolean(a[1])));
        functions.put("handleAlive", (_, a) -> {
            loop.handle(JSRuntime.toBoolean(a[0]));
            return Undefined.instance;
        });
        functions.put("lookup", (_, a) -> {
            lookup(Guest.string(a[0]), Guest.integer(a[1]), a[2]);
            return Undefined.instance;
        });
        functions.put("canonicalAddress", (_, a) -> {
            var address = literal(Guest.string(a[0]));
            return address == null ? Undefined.instance : Guest.text(text(address));
        });
    }

    @FunctionalInterface
    private interface Call {
        void run(JSRealm realm, Object[] arguments) throws IOException;
    }

    /// Adds a call that answers undefined, or the name of what went wrong at once.
    private static void put(Map<String, HostFunction> functions, String name, Call call) {
        functions.put(name, (realm, arguments) -> {
            try {
                call.run(realm, arguments);
                return Undefined.instance;
            } catch (IOException e) {
                return Guest.text(TcpSocket.name(e));
            }
        });
    }

    private void call(Object function, Object... values) {
        callback.accept(function, values);
    }

    private void read(Object function, Reading.Read read) {
        call(function, content(read), orUndefined(read.failure()));
    }

    /// What a read brought, or undefined.
    static Object content(Reading.Read read) {
        var bytes = read.bytes();
        if (bytes == null) return Undefined.instance;
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Bytes.buffer(JSRealm.get(null), copy);
    }

    static Object orUndefined(@Nullable String text) {
        return text == null ? Undefined.instance : Guest.text(text);
    }

    private static TcpSocket socket(Object handle) {
        return (TcpSocket) ((HostHandle) handle).value();
    }

    private static Object address(JSRealm realm, TcpSocket socket, boolean peer) {
        try {
            var address = socket.address(peer);
            if (address == null) return Undefined.instance;
            return Guest.array(
                    realm,
                    Guest.text(text(address.getAddress())),
                    Guest.text(address.getAddress() instanceof Inet4Address ? "IPv4" : "IPv6"),
                    address.getPort());
        } catch (IOException e) {
            return Undefined.instance;
        }
    }

    /// An address as Node writes it.
    private static String text(InetAddress address) {
        var text = address.getHostAddress().replaceFirst("%.*", "");
        if (address instanceof Inet4Address) return text;
        return text.replaceFirst("(^|:)0(:0)+(:|$)", "::")
                .replaceFirst("^:::", "::")
                .replaceFirst(":::$", "::");
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Looks up a name on a thread of its own; tells the addresses, or undefined if there are none.
    private void lookup(String name, int family, Object told) {
        loop.begin();
        Thread.ofVirtual().start(() -> {
            List<String> found = new ArrayList<>();
            try {
                for (var address : InetAddress.getAllByName(name)) {
                    boolean four = address instanceof Inet4Address;
                    if (family == 0 || (family == 4) == four) found.add(text(address));
                }
            } catch (UnknownHostException e) {
                // There is no such name: nothing was found.
            }
            loop.complete(() -> call(
                    told,
                    found.isEmpty()
                            ? Undefined.instance
                            : Guest.array(
                                    JSRealm.get(null),
                                    found.stream().map(Guest::text).toArray())));
        });
    }
}
