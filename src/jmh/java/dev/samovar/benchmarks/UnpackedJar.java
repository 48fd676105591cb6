package dev.samovar.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;

/// The files of a jar, kept in memory and behind a URL, so that who loads from it need not open and
/// inflate a jar.
final class UnpackedJar {
    private final Map<String, byte[]> files = new HashMap<>();

    UnpackedJar(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            for (var entry : jar.stream().toList())
                try (var in = jar.getInputStream(entry)) {
                    files.put("/" + entry.getName(), in.readAllBytes());
                }
        }
    }

    /// The root of the files, good for a `URLClassLoader`.
    URL url() {
        try {
            return URL.of(URI.create("memory:/"), new FromMemory());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class FromMemory extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    var file = files.get(url.getPath());
                    if (file == null) throw new FileNotFoundException(url.toString());
                    return new ByteArrayInputStream(file);
                }

                @Override
                public int getContentLength() {
                    var file = files.get(url.getPath());
                    return file == null ? -1 : file.length;
                }
            };
        }
    }
}
