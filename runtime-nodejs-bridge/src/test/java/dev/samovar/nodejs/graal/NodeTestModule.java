package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A module of Node's and the files that test it.
record NodeTestModule(String name, Pattern names) {
    private static final String PARALLEL = "parallel/test-";

    static final List<NodeTestModule> ALL = List.of(
            of("path", "path"),
            of("url", "url|whatwg-url"),
            of("querystring", "querystring"),
            of("util", "util"),
            of("events", "event"),
            of("buffer", "buffer"),
            of("string_decoder", "string-decoder"),
            of("assert", "assert"),
            of("timers", "timers"),
            of("stream", "stream|readable|writable|duplex|transform"),
            of("fs", "fs-"),
            of("crypto", "crypto"),
            of("webcrypto", "webcrypto"),
            of("zlib", "zlib"),
            of("http", "http-"),
            new NodeTestModule(
                    "async_hooks",
                    Pattern.compile("(?:parallel/test-async-|parallel/test-asynclocal|async-hooks/test-).*")),
            of("vm", "vm-"),
            of("net", "net-"),
            of("dns", "dns-"),
            of("readline", "readline"),
            of("diagnostics_channel", "diagnostics-channel"),
            of("console", "console"),
            of("module", "module|require"),
            of("os", "os"),
            of("perf_hooks", "perf|performance"),
            of("process", "process"),
            of("promise", "promise|next-tick|microtask"),
            of("globals", "global|abort|blob|structuredClone|webstream|fetch|mime|eventtarget|domexception"));

    private static NodeTestModule of(String name, String beginnings) {
        return new NodeTestModule(name, Pattern.compile(Pattern.quote(PARALLEL) + "(?:" + beginnings + ").*"));
    }

    /// One of all, or what has the files whose names begin so.
    static NodeTestModule named(String name) {
        return ALL.stream()
                .filter(module -> module.name.equals(name))
                .findFirst()
                .orElseGet(() -> new NodeTestModule(name, Pattern.compile("[a-z-]+/" + Pattern.quote(name) + ".*")));
    }

    /// Its files, by their paths below the directory of all tests.
    List<String> files(Path tests) throws IOException {
        List<String> found = new ArrayList<>();
        for (var folder : List.of("parallel", "async-hooks")) {
            if (!Files.isDirectory(tests.resolve(folder))) continue;
            try (var entries = Files.list(tests.resolve(folder))) {
                entries.map(entry -> folder + "/" + entry.getFileName())
                        .filter(path ->
                                path.matches(".*\\.m?js") && names.matcher(path).matches())
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}
