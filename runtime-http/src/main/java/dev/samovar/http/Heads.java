package dev.samovar.http;

import dev.samovar.http.url.Peer;
import dev.samovar.http.url.UrlRequest;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// The head of a request as function URLs see it.
final class Heads {
    private Heads() {}

    static UrlRequest of(HttpRequest head, Peer peer) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var header : head.headers())
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        return new UrlRequest(
                head.method().name(), head.uri(), head.protocolVersion().text(), headers, peer);
    }
}
