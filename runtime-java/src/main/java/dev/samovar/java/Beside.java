package dev.samovar.java;

import dev.samovar.java.instrument.InstrumentedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Classes of ours that stand before the customer's in every environment and are defined anew in each,
/// because they hold the environment's state in static fields: `org.crac`, and AWS's `LambdaRuntime`
/// with its logger.
public final class Beside implements AutoCloseable {
    private static final String OUR_CRAC = "dev/samovar/java/crac/";
    private static final List<String> CRAC_CLASSES =
            List.of("CheckpointException", "Context", "Core", "OrderedContext", "Resource", "RestoreException");
    private static final List<String> AWS_CLASSES = List.of(
            "com/amazonaws/services/lambda/runtime/LambdaRuntime",
            "com/amazonaws/services/lambda/runtime/LambdaRuntime$1",
            "com/amazonaws/services/lambda/runtime/LambdaRuntimeInternal");

    private final Path directory;
    private final InstrumentedCode code;

    /// @param directory of its own, made now and removed when it is closed
    Beside(Path directory) {
        this.directory = directory;
        try {
            layOutCrac();
            for (var name : AWS_CLASSES) write(name, bytesOf(name));
            code = InstrumentedCode.over(List.of(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay out the classes of an environment in " + directory, e);
        }
    }

    private void layOutCrac() throws IOException {
        for (var file : crac().entrySet()) write(file.getKey(), file.getValue());
    }

    /// The class files of `org.crac` by their names.
    public static Map<String, byte[]> crac() throws IOException {
        var rename = new PackageRename(OUR_CRAC, "org/crac/");
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : CRAC_CLASSES) files.put("org/crac/" + name, rename.apply(bytesOf(OUR_CRAC + name)));
        return files;
    }

    private static byte[] bytesOf(String name) throws IOException {
        try (var in = Beside.class.getResourceAsStream("/" + name + ".class")) {
            if (in == null) throw new IllegalStateException("the class path lacks " + name);
            return in.readAllBytes();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        var file = directory.resolve(name + ".class");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
    }

    InstrumentedCode code() {
        return code;
    }

    @Override
    public void close() {
        try (var files = Files.walk(directory)) {
            code.close();
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
