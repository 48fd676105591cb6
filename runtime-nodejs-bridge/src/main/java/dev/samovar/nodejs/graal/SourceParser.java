package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.js.runtime.JSRealm;
import dev.samovar.nodejs.graal.reach.PackageFiles;
import dev.samovar.nodejs.graal.reach.Reach;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/// Parses sources before anybody waits for them. What one context of an engine parsed, the others have.
final class SourceParser {
    /// The paths that are the same in a URL.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@-]+");

    private static final String COMMONJS = "exports, require, module, __filename, __dirname";

    private final SharedEngine engine;

    SourceParser(SharedEngine engine) {
        this.engine = engine;
    }

    /// Parses these sources as the module loaders will. Each call has a context of its own: a package that takes long
    /// keeps no other.
    void parse(Map<String, Reach.Kind> sources, PackageFiles files, SourceCache cache) {
        try (var context = NodeRealm.newContext(engine.current())) {
            context.initialize("js");
            context.enter();
            try {
                var realm = JSRealm.get(null);
                sources.forEach((path, kind) -> parse(realm, path, kind, files, cache));
            } finally {
                context.leave();
            }
        }
    }

    private void parse(JSRealm realm, String path, Reach.Kind kind, PackageFiles files, SourceCache cache) {
        final String text;
        try {
            text = files.text(path);
        } catch (IOException e) {
            return; // whoever loads it is told
        }
        if (kind == Reach.Kind.COMMONJS
                && isParsed(() -> cache.function(COMMONJS, text, path).parse(realm))) return;
        if (PLAIN.matcher(path).matches())
            isParsed(() -> realm.getEnv().parsePublic(cache.module(text, "file://" + path)));
    }

    /// What is no JavaScript is said when it is loaded, and so is what is nested too deeply.
    private static boolean isParsed(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (AbstractTruffleException | StackOverflowError e) {
            return false;
        }
    }
}
