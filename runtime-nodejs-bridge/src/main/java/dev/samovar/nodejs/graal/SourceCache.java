package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import java.util.concurrent.ConcurrentHashMap;

/// The sources of one function version. The engine parses a source once, whichever context runs it.
final class SourceCache {
    private record Key(String name, String text, boolean module) {}

    private final ConcurrentHashMap<Key, Source> sources = new ConcurrentHashMap<>();

    Source script(String text, String name) {
        return sources.computeIfAbsent(
                new Key(name, text, false),
                key -> Source.newBuilder("js", key.text, key.name).build());
    }

    Source module(String text, String name) {
        return sources.computeIfAbsent(
                new Key(name, text, true),
                key -> Source.newBuilder("js", key.text, key.name)
                        .mimeType("application/javascript+module")
                        .build());
    }
}
