package dev.samovar.benchmarks;

import dev.samovar.api.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What real packages cost on each engine, cold and warm. Run it from the root of the repository after
/// `./mvnw verify -Pnpm-packages`, which installs them.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@State(Scope.Benchmark)
public class RealBundles {
    private static final Path INSTALLED = Path.of("runtime-embedded/target/npm");

    /// The function.
    @Param({"lodash", "zod", "sdk", "cpu"})
    public String bundle = "";

    /// What it is pinned to.
    @Param({"graaljs", "node"})
    public String engine = "";

    private ScriptFunction function;

    private record Bundle(String index, List<String> packages) {}

    private static Bundle bundle(String name) {
        return switch (name) {
            case "lodash" ->
                new Bundle(
                        "const _ = require('lodash'); exports.handler = async (e) => _.map(_.sortBy(_.toPairs(e)), 0);",
                        List.of("lodash"));
            case "zod" ->
                new Bundle(
                        "const { z } = require('zod'); const T = z.object({ name: z.string(), cups: z.number() });"
                                + " exports.handler = async (e) => T.parse(e);",
                        List.of("zod"));
            case "sdk" ->
                new Bundle(
                        "const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');"
                                + " const c = new DynamoDBClient({}); exports.handler = async () => c.config.serviceId;",
                        List.of(
                                "@aws-sdk",
                                "@smithy",
                                "@aws",
                                "@aws-crypto",
                                "tslib",
                                "fast-xml-parser",
                                "strnum",
                                "bowser",
                                "mnemonist",
                                "obliterator"));
            case "cpu" ->
                new Bundle(
                        "const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); exports.handler = async () => fib(22);",
                        List.of());
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Setup
    public void create() throws IOException {
        var chosen = bundle(bundle);
        var code = Files.createTempDirectory("samovar-benchmarks-");
        Files.writeString(code.resolve("index.js"), chosen.index());
        var modules = INSTALLED.resolve("node_modules");
        var there = new ArrayList<String>();
        for (var name : chosen.packages()) if (Files.isDirectory(modules.resolve(name))) there.add(name);
        Answer.require(
                chosen.packages().isEmpty() || !there.isEmpty(),
                "the packages are not there: run ./mvnw verify -Pnpm-packages");
        Trees.copy(modules, code.resolve("node_modules"), there);
        function = new ScriptFunction(code, engine, 1);
        var answer = warm().text();
        Answer.require(!answer.equals("null"), "the function answers nothing");
    }

    /// One operation: a governed invoke in a new environment. The next blank is made a moment after one
    /// is taken, which these follow too fast for.
    @Benchmark
    public Payload cold() {
        return function.cold();
    }

    /// One operation: a governed invoke in an environment that is there.
    @Benchmark
    public Payload warm() {
        return function.warm();
    }

    @TearDown
    public void close() {
        function.close();
    }
}
