package dev.samovar.benchmarks;

import dev.samovar.java.guest.Guest;
import dev.samovar.java.instrument.GuestClassLoader;
import dev.samovar.java.instrument.InstrumentedCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

/// What the polls cost that make code end at its deadline: hot loops of a customer's, as they were compiled
/// and as an environment loads them. Compare medians: what else runs on the machine moves the mean.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(4)
@State(Scope.Benchmark)
public class LoopKillOverhead {
    @Param
    public Code code = Code.PLAIN;

    private final Packages packages = new Packages();
    private LongSupplier numbers;
    private LongSupplier objects;
    private LongSupplier strings;
    private LongSupplier sorting;
    private LongSupplier smallMethods;

    /// How the customer's code is loaded.
    public enum Code {
        PLAIN {
            @Override
            ClassLoader loader(Path jar) throws IOException {
                return new PlainLoader(new UnpackedJar(jar));
            }
        },
        INSTRUMENTED {
            @Override
            ClassLoader loader(Path jar) throws IOException {
                var guest = Guest.named("loops", jar.resolveSibling("scratch")).build();
                return new GuestClassLoader(InstrumentedCode.over(List.of(jar)), guest, List.of());
            }
        };

        abstract ClassLoader loader(Path jar) throws IOException;
    }

    @Setup
    public void load() throws Exception {
        var loader = code.loader(packages.compiled("loops", HotLoops.sources()));
        numbers = loop(loader, "Numbers", 679_403_520L);
        objects = loop(loader, "Objects", 49_995_000L);
        strings = loop(loader, "Strings", 32_604);
        sorting = loop(loader, "Sorting", 99);
        smallMethods = loop(loader, "SmallMethods", 10_946);
    }

    private static LongSupplier loop(ClassLoader loader, String name, long answer) throws ReflectiveOperationException {
        var loop =
                (LongSupplier) loader.loadClass("hot." + name).getConstructor().newInstance();
        Answer.require(loop.getAsLong() == answer, name + " answers " + loop.getAsLong());
        return loop;
    }

    /// One operation: two matrices of 96 × 96 numbers are multiplied.
    @Benchmark
    public long numbers() {
        return numbers.getAsLong();
    }

    /// One operation: 10,000 small objects are made, linked and summed up.
    @Benchmark
    public long objects() {
        return objects.getAsLong();
    }

    /// One operation: a text of 2,000 lines is built and its length taken.
    @Benchmark
    public long strings() {
        return strings.getAsLong();
    }

    /// One operation: a list of 5,000 records is copied and sorted by a comparator of the customer's.
    @Benchmark
    public long sorting() {
        return sorting.getAsLong();
    }

    /// One operation: the 21st Fibonacci number by 35,421 recursive calls, each through three small methods.
    @Benchmark
    public long smallMethods() {
        return smallMethods.getAsLong();
    }

    @TearDown
    public void close() throws IOException {
        packages.close();
    }
}
