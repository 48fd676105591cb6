package dev.samovar.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.samovar.api.Account;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Version;
import dev.samovar.core.registry.CodeFacts;
import dev.samovar.core.registry.Registry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to find the version that serves a request, among 100,000 functions with 10 versions and a
/// weighted alias each.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class Routing {
    private static final int FUNCTIONS = 100_000;
    private static final int VERSIONS = 10;
    private static final AliasName LIVE = new AliasName("live");

    private final FunctionRef[] references = new FunctionRef[FUNCTIONS];
    private final FunctionRef one = FunctionRef.parse("function-31415:live");
    private Registry<String> registry;

    @Setup
    public void fill() {
        var account = new Account("aws", "us-east-1", "000000000000");
        registry = new Registry<>(account, InstantSource.system(), Routing::id);
        for (int i = 0; i < FUNCTIONS; i++) {
            create(new FunctionName("function-" + i));
            references[i] = FunctionRef.parse("function-" + i + ":live");
        }
        Answer.require(resolve(one, 0.1).equals(Version.of(VERSIONS)), "the canary does not get its share");
        Answer.require(resolve(one, 0.2).equals(Version.of(VERSIONS - 1)), "the primary does not get the rest");
    }

    private Version resolve(FunctionRef reference, double draw) {
        var entry = registry.resolve(reference, draw);
        if (entry == null) throw new IllegalStateException(reference + " resolves to nothing");
        return entry.described().version();
    }

    private void create(FunctionName name) {
        var spec = FunctionSpec.java(name.value(), Path.of("function.jar"));
        registry.finish(registry.beginCreate(spec, code(1)), "runs");
        for (int version = 1; version <= VERSIONS; version++) {
            registry.finishPublish(requireNonNull(registry.beginPublish(latest(name), null, null, null)), "runs");
            registry.finish(requireNonNull(registry.beginUpdate(latest(name), spec, code(version + 1), null)), "runs");
        }
        var canary = new Alias.Canary(Version.of(VERSIONS), 0.2);
        registry.createAlias(name, LIVE, Version.of(VERSIONS - 1), canary, "");
    }

    private FunctionVersion latest(FunctionName name) {
        return registry.latest(name).described();
    }

    private static CodeFacts code(int version) {
        return new CodeFacts("sha256-" + version, "", 1, "java", "");
    }

    private static UUID id() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    /// One operation: a parsed reference `name:alias`, always the same, resolves to one of two versions
    /// by a draw.
    @Benchmark
    public @Nullable Object resolve() {
        return registry.resolve(one, ThreadLocalRandom.current().nextDouble());
    }

    /// One operation: as [#resolve], each time with another of the 100,000 functions, so that most of what is
    /// looked at is in no cache of the processor.
    @Benchmark
    public @Nullable Object resolveAny() {
        var random = ThreadLocalRandom.current();
        return registry.resolve(references[random.nextInt(FUNCTIONS)], random.nextDouble());
    }
}
