package dev.samovar.java.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.function.Consumer;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// One entry of a class path: a directory or a jar.
interface Root extends AutoCloseable {
    /// Where it is, as a class path names it.
    URL location();

    /// The manifest, when the root is a jar that has one.
    @Nullable
    Manifest manifest();

    @Nullable
    Entry find(String name) throws IOException;

    /// Tells the names of all class files.
    void classFiles(Consumer<String> name) throws IOException;

    @Override
    void close() throws IOException;

    /// A file in a root.
    interface Entry {
        URL url();

        InputStream open() throws IOException;

        /// Who signed it; known once it was read to its end.
        CodeSigner @Nullable [] signers();
    }

    static Root of(Path path) throws IOException {
        return path.toFile().isDirectory() ? new DirectoryRoot(path) : new JarRoot(path);
    }
}
