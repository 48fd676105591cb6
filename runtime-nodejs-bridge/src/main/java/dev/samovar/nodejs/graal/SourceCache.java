package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The sources of one function version. The engine parses a source once, whichever context runs it.
///
/// Only files of the package and its layers are kept, and no more than [#MOST] characters of them: what a
/// function makes up while it runs, under whatever name, is as good as forgotten when it ends.
final class SourceCache {
    private static final Pattern FILE = Pattern.compile("(file://)?/(var/task|opt)/[^?#]*");

    private record Key(String name, boolean module) {}

    static final int MOST = 64 << 20;

    private final AtomicLong kept = new AtomicLong();
    private final ConcurrentHashMap<Key, Source> sources = new ConcurrentHashMap<>();

    Source script(String text, String name) {
        return source(withoutShebang(text), name, false);
    }

    /// A function with these parameters, separated by commas.
    FunctionSource function(String parameters, String text, String name) {
        return new FunctionSource(script(text, name), parameters);
    }

    Source module(String text, String name) {
        return source(withoutShebang(text), name, true);
    }

    private static String withoutShebang(String text) {
        return text.startsWith("#!") ? "//" + text : text;
    }

    /// How many are kept.
    int size() {
        return sources.size();
    }

    private Source source(String text, String name, boolean module) {
        if (!FILE.matcher(name).matches()) return make(text, name, module);
        var there = sources.computeIfAbsent(new Key(name, module), _ -> fits(text) ? make(text, name, module) : null);
        return there != null && text.contentEquals(there.getCharacters()) ? there : make(text, name, module);
    }

    private boolean fits(String text) {
        if (kept.addAndGet(text.length()) <= MOST) return true;
        kept.addAndGet(-text.length());
        return false;
    }

    private static Source make(String text, String name, boolean module) {
        var source = Source.newBuilder("js", text, name);
        return module ? source.mimeType("application/javascript+module").build() : source.build();
    }
}
