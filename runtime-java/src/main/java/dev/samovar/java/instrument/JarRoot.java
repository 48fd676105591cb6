package dev.samovar.java.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A jar on a class path, multi-release and signed ones included. It is opened once and stays open; the URLs it hands
/// out read from it, so that the JDK's cache of open jars never sees it.
final class JarRoot implements Root {
    private final Path path;
    private final JarFile jar;
    private final URL location;
    private final @Nullable Manifest manifest;
    private final URLStreamHandler urls = new FromThisJar();

    JarRoot(Path path) throws IOException {
        this.path = path.toAbsolutePath().normalize();
        location = this.path.toUri().toURL();
        jar = new JarFile(this.path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        manifest = jar.getManifest();
    }

    @Override
    public URL location() {
        return location;
    }

    @Override
    public @Nullable Manifest manifest() {
        return manifest;
    }

    @Override
    public @Nullable Entry find(String name) {
        var entry = jar.getJarEntry(name);
        return entry == null ? null : new InJar(entry);
    }

    @Override
    public void classFiles(Consumer<String> name) {
        jar.versionedStream()
                .map(JarEntry::getName)
                .filter(each -> each.endsWith(".class") && !each.startsWith("META-INF/"))
                .forEach(name);
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    private final class InJar implements Entry {
        private final JarEntry entry;

        InJar(JarEntry entry) {
            this.entry = entry;
        }

        @Override
        public URL url() {
            try {
                var inside = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
                return URL.of(URI.create("jar:" + location + "!" + inside), urls);
            } catch (URISyntaxException | MalformedURLException e) {
                throw new IllegalStateException("no URL for " + entry.getRealName() + " in " + path, e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return jar.getInputStream(entry);
        }

        @Override
        public CodeSigner @Nullable [] signers() {
            return entry.getCodeSigners();
        }
    }

    private final class FromThisJar extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return new Connection(url);
        }
    }

    /// Libraries cast to `JarURLConnection`, and may close the file they get: they get one of their own.
    private final class Connection extends JarURLConnection {
        Connection(URL url) throws MalformedURLException {
            super(url);
        }

        @Override
        public void connect() throws IOException {
            if (getEntryName() != null && getJarEntry() == null)
                throw new java.io.FileNotFoundException("JAR entry " + getEntryName() + " not found in " + path);
            connected = true;
        }

        @Override
        public JarFile getJarFile() throws IOException {
            return new JarFile(path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        }

        @Override
        public @Nullable JarEntry getJarEntry() {
            return getEntryName() == null ? null : jar.getJarEntry(getEntryName());
        }

        @Override
        public @Nullable Manifest getManifest() {
            return manifest;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            connect();
            var entry = getJarEntry();
            if (entry == null) throw new IOException("no entry name specified");
            return jar.getInputStream(entry);
        }

        @Override
        public int getContentLength() {
            return (int) getContentLengthLong();
        }

        @Override
        public long getContentLengthLong() {
            var entry = getJarEntry();
            return entry == null ? path.toFile().length() : entry.getSize();
        }

        @Override
        public long getLastModified() {
            return path.toFile().lastModified();
        }
    }
}
