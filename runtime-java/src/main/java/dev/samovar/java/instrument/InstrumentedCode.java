package dev.samovar.java.instrument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The classes of one class path, instrumented once and defined by any number of class loaders.
///
/// A class is instrumented when it is first asked for; [#instrumentAll()] does all of them, when a function is
/// written. Kept are the changed class files only; resources are read from where they lie. Safe for use by many
/// threads. Close it after the last class loader that uses it.
public final class InstrumentedCode implements AutoCloseable {
    private final List<Root> roots;
    /// The class files there are, so that nobody looks for others where they would lie.
    private final Set<String> files;

    private final Instrumenter instrumenter;
    private final Map<String, CodeEntry> classes = new ConcurrentHashMap<>();
    private final Map<String, String> notKillable = new ConcurrentHashMap<>();

    private InstrumentedCode(List<Root> roots) throws IOException {
        this.roots = List.copyOf(roots);
        files = new LinkedHashSet<>();
        for (var root : roots) root.classFiles(files::add);
        instrumenter = new Instrumenter(this::original);
    }

    /// The code of a class path, nothing of it instrumented yet.
    ///
    /// @param classPath directories and jars, in the order in which they are searched
    public static InstrumentedCode over(List<Path> classPath) throws IOException {
        var roots = new ArrayList<Root>();
        try {
            for (var path : classPath) roots.add(Root.of(path));
            return new InstrumentedCode(roots);
        } catch (IOException | RuntimeException e) {
            for (var root : roots) root.close();
            throw e;
        }
    }

    /// Instruments every class now.
    ///
    /// @return how many there are
    public int instrumentAll() throws IOException {
        for (var file : files) load(file.substring(0, file.length() - ".class".length()));
        return files.size();
    }

    /// The classes that lack polls, so far, each with its reason.
    public Map<String, String> notKillable() {
        return Map.copyOf(notKillable);
    }

    /// @param className as in `Class.getName`
    Optional<CodeEntry> find(String className) {
        try {
            return Optional.ofNullable(load(className.replace('.', '/')));
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + className + " cannot be read", e);
        }
    }

    /// Instruments a class that is not part of this code but of what it does.
    byte[] instrument(byte[] classFile) {
        return instrumenter.instrument(classFile).bytes();
    }

    Optional<Root.Entry> resource(String name) {
        for (var root : roots) {
            var entry = entry(root, name);
            if (entry != null) return Optional.of(entry);
        }
        return Optional.empty();
    }

    List<URL> resources(String name) {
        var found = new ArrayList<URL>();
        for (var root : roots) {
            var entry = entry(root, name);
            if (entry != null) found.add(entry.url());
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        classes.clear();
        for (var root : roots) root.close();
    }

    private @Nullable CodeEntry load(String internalName) throws IOException {
        var known = classes.get(internalName);
        if (known != null) return known;
        var file = internalName + ".class";
        if (!files.contains(file)) return null;
        for (var root : roots) {
            var entry = root.find(file);
            if (entry == null) continue;
            byte[] bytes;
            try (var in = entry.open()) {
                bytes = in.readAllBytes();
            }
            var instrumented = instrumenter.instrument(bytes);
            instrumented.notKillable().ifPresent(reason -> notKillable.put(internalName.replace('/', '.'), reason));
            var made = new CodeEntry(instrumented.bytes(), root, entry.signers());
            var other = classes.putIfAbsent(internalName, made);
            return other == null ? made : other;
        }
        return null;
    }

    /// What the hierarchy is read from.
    private byte @Nullable [] original(String internalName) {
        var entry = resource(internalName + ".class").orElse(null);
        if (entry == null) return null;
        try (var in = entry.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static Root.@Nullable Entry entry(Root root, String name) {
        try {
            return root.find(name);
        } catch (IOException e) {
            return null;
        }
    }
}
