package dev.samovar.java.guest;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A guest's own protocols, and the HTTP clients it opened.
@SuppressWarnings("deprecation")
final class GuestNetwork {
    private final Guest guest;
    private final AtomicReference<@Nullable URLStreamHandlerFactory> protocols = new AtomicReference<>();
    private final WeakBag<HttpClient> clients = new WeakBag<>(HttpClient::isTerminated);

    GuestNetwork(Guest guest) {
        this.guest = guest;
    }

    void streamHandlers(URLStreamHandlerFactory factory) {
        if (!protocols.compareAndSet(null, factory)) throw new Error("factory already defined");
    }

    URL url(@Nullable URL context, String spec, @Nullable URLStreamHandler handler) throws MalformedURLException {
        var chosen = handler != null ? handler : handler(spec);
        var url = new URL(context, spec, chosen);
        return chosen == null && url.getProtocol().equals("file") ? real(url) : url;
    }

    private @Nullable URLStreamHandler handler(String spec) {
        var factory = protocols.get();
        var colon = spec.indexOf(':');
        return factory == null || colon < 1 ? null : factory.createURLStreamHandler(spec.substring(0, colon));
    }

    /// A literal `file:/tmp/x` opens the guest's file.
    private URL real(URL url) throws MalformedURLException {
        var moved = guest.mounts().real(url.getPath());
        if (moved.equals(url.getPath())) return url;
        return new URL("file", url.getHost(), moved + (url.getQuery() == null ? "" : "?" + url.getQuery()));
    }

    HttpClient noted(HttpClient client) {
        clients.add(client);
        return client;
    }

    void close() {
        for (var client : clients.removeAll()) if (isTheJdks(client)) client.shutdownNow();
    }

    private static boolean isTheJdks(HttpClient client) {
        return !(client.getClass().getClassLoader() instanceof Home);
    }
}
