package dev.samovar.benchmarks;

import dev.samovar.Samovar;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.core.journal.Journal;
import dev.samovar.spi.Store.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// A runtime whose functions all have the same small jar, and that keeps them in a directory if it is told to.
final class FunctionHost {
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([0-9a-f]{64})\"");

    private final boolean keeps;
    private final Path directory;
    private final Packages packages = new Packages();
    private final Path jar;
    private FunctionRuntime runtime;

    FunctionHost(boolean keeps) throws IOException {
        this.keeps = keeps;
        directory = Files.createTempDirectory("samovar-benchmarks-");
        jar = packages.of(Echo.class);
        runtime = opened();
    }

    private FunctionRuntime opened() {
        var builder = Samovar.builder().isolation(Isolation.IN_PROCESS).blanks(0);
        if (keeps) builder.data(data());
        return builder.build();
    }

    /// Opens it again when it is closed.
    void reopen() {
        runtime = opened();
    }

    Path data() {
        return directory.resolve("data");
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    FunctionVersion create(String name) {
        return runtime.create(FunctionSpec.java(name, jar).handler(Echo.class.getName()));
    }

    /// Brings more functions to a host that is empty. Those that are kept are written into the directory as copies of
    /// what one wrote that was created, since creating waits for the disk several times.
    void fill(int functions) {
        if (functions == 0) return;
        if (keeps) copy(functions);
        else for (int i = 0; i < functions; i++) create(name(i));
        Answer.require(count() == functions, "not all functions are there");
    }

    private void copy(int functions) {
        create(name(0));
        close();
        try (var journal = Journal.open(data())) {
            var found = new ArrayList<Change>();
            journal.read((key, value) -> {
                for (int i = 1; i < functions; i++) found.add(copied(key, value, name(i)));
            });
            CompletableFuture.allOf(found.stream()
                            .map(change -> journal.write(List.of(change)).toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        reopen();
    }

    private static Change copied(String key, Payload value, String name) {
        var text = value.text().replace(name(0), name);
        var content = CONTENT.matcher(text);
        Answer.require(content.find(), "the record " + key + " has no package");
        return new Change(
                key.replace(name(0), name),
                Payload.owning(text.getBytes(StandardCharsets.UTF_8)),
                Set.of(content.group(1)));
    }

    /// The name of a function that [#fill] brings.
    static String name(int number) {
        return "function-" + number;
    }

    int count() {
        return runtime.control().accountSettings().functionCount();
    }

    void close() {
        runtime.close();
    }

    /// Closes it and removes what it kept.
    void end() throws IOException {
        close();
        packages.close();
        Trees.delete(directory);
    }
}
