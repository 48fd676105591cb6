package dev.samovar.java.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.function.Consumer;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// A directory on a class path. Names that lead out of it find nothing.
final class DirectoryRoot implements Root {
    private final Path directory;
    private final URL location;

    DirectoryRoot(Path path) throws IOException {
        directory = path.toAbsolutePath().normalize();
        location = directory.toUri().toURL();
    }

    @Override
    public URL location() {
        return location;
    }

    @Override
    public @Nullable Manifest manifest() {
        return null;
    }

    @Override
    public @Nullable Entry find(String name) {
        try {
            var file = directory.resolve(name).normalize();
            if (!file.startsWith(directory) || !Files.exists(file)) return null;
            if (name.endsWith("/") && !Files.isDirectory(file)) return null;
            return new FileEntry(file, file.toUri().toURL());
        } catch (InvalidPathException | MalformedURLException e) {
            return null;
        }
    }

    @Override
    public void classFiles(Consumer<String> name) throws IOException {
        try (var files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".class") && Files.isRegularFile(file))
                    .forEach(file -> name.accept(directory
                            .relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/")));
        }
    }

    @Override
    public void close() {}

    private record FileEntry(Path file, URL url) implements Entry {
        @Override
        public InputStream open() throws IOException {
            return Files.isDirectory(file) ? url.openStream() : Files.newInputStream(file);
        }

        @Override
        public CodeSigner @Nullable [] signers() {
            return null;
        }
    }
}
