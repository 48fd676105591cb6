package dev.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A function's package, looked at before it is run: the files in a zip, a jar or a directory.
interface CodePackage extends AutoCloseable {

    /// Where it is.
    Path path();

    /// The names of its files, `/` between their parts, sorted.
    NavigableSet<String> names();

    /// One file.
    byte[] read(String name) throws IOException;

    @Override
    void close() throws IOException;

    /// Opens what the user gave as code.
    ///
    /// @throws WrongUse if there is nothing there, or no zip
    static CodePackage open(Path path) {
        try {
            if (Files.isDirectory(path)) return new Directory(path);
            if (Files.isRegularFile(path)) return new Zip(path);
        } catch (ZipException e) {
            throw new WrongUse(path + " is no zip or jar that can be read (" + e.getMessage()
                    + "); if it is being written, try again when it is whole");
        } catch (IOException e) {
            throw new WrongUse("cannot read " + path + ": " + e.getMessage());
        }
        throw new WrongUse(
                "there is nothing at " + path + ": give a jar, a zip, or the directory that would be zipped");
    }

    /// Looks whether a layer is there.
    ///
    /// @throws WrongUse if there is nothing, or no zip
    static void requireLayer(Path path) {
        try (var layer = open(path)) {
            layer.names();
        } catch (IOException e) {
            throw new WrongUse("cannot read the layer " + path + ": " + e.getMessage());
        }
    }

    /// A directory that holds what the zip would hold.
    record Directory(Path path, NavigableSet<String> names) implements CodePackage {
        Directory(Path path) throws IOException {
            this(path, walk(path));
        }

        private static NavigableSet<String> walk(Path path) throws IOException {
            var names = new TreeSet<String>();
            try (var files = Files.walk(path)) {
                files.filter(Files::isRegularFile)
                        .forEach(file ->
                                names.add(path.relativize(file).toString().replace('\\', '/')));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return names;
        }

        @Override
        public byte[] read(String name) throws IOException {
            return Files.readAllBytes(path.resolve(name));
        }

        @Override
        public void close() {}
    }

    /// A zip or jar.
    record Zip(Path path, ZipFile file, NavigableSet<String> names) implements CodePackage {
        Zip(Path path) throws IOException {
            this(path, new ZipFile(path.toFile()));
        }

        private Zip(Path path, ZipFile file) {
            this(path, file, list(file));
        }

        private static NavigableSet<String> list(ZipFile file) {
            var names = new TreeSet<String>();
            for (var entry : Collections.list(file.entries())) if (!entry.isDirectory()) names.add(entry.getName());
            return names;
        }

        @Override
        public byte[] read(String name) throws IOException {
            var entry = file.getEntry(name);
            if (entry == null) throw new IOException(path + " has no " + name);
            try (var in = file.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
