package dev.samovar.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Waits for code to change: for another digest, of files that nobody wrote during one pause. So a jar that
/// is half written, or gone for the length of a build, is waited for.
final class CodeWatch {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Supplier<String> stamps;
    private final Supplier<String> digests;
    private String stamp;
    private String settled;
    private String digest;

    /// @param stamps changes at every write
    /// @param digests names the content; empty while there is none
    CodeWatch(Supplier<String> stamps, Supplier<String> digests) {
        this.stamps = stamps;
        this.digests = digests;
        this.stamp = stamps.get();
        this.settled = stamp;
        this.digest = digests.get();
    }

    /// Watches the package and the layers.
    static CodeWatch of(InvokeOptions options) {
        var roots = new ArrayList<Path>();
        roots.add(options.code());
        roots.addAll(options.layers());
        var all = List.copyOf(roots);
        return of(() -> all);
    }

    /// Watches files and directories that may become others.
    static CodeWatch of(Supplier<List<Path>> roots) {
        return new CodeWatch(() -> CodeDigest.stamp(roots.get()), () -> CodeDigest.of(roots.get()));
    }

    void awaitChange() throws InterruptedException {
        do Thread.sleep(PAUSE);
        while (!hasChanged());
    }

    /// Looks once: whether there is new content that stood still since the last look.
    boolean hasChanged() {
        var before = stamp;
        stamp = stamps.get();
        if (!stamp.equals(before) || stamp.equals(settled)) return false;
        var now = digests.get();
        if (now.isEmpty()) return false;
        settled = stamp;
        if (now.equals(digest)) return false;
        digest = now;
        return true;
    }
}
