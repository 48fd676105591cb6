package dev.samovar.java.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar of children is all that their JVM needs, wherever the host has what is in it.
final class RuntimeJarTest {
    @TempDir
    Path directory;

    @Test
    void rehearsesAlone() throws Exception {
        RuntimeJar.writeTo(directory.resolve("main.jar"));

        rehearse();
    }

    @Test
    void isTheSameOfAHostThatIsOneJar() throws Exception {
        RuntimeJar.writeTo(directory.resolve("main.jar"));
        var all = directory.resolve("host.jar");
        pack(all);

        writeFrom(all.toUri().toURL());

        rehearse();
    }

    @Test
    void isTheSameOfAHostThatIsAJarWithinAJar() throws Exception {
        var all = directory.resolve("host.jar");
        pack(all);

        writeFrom(URI.create("jar:" + all.toUri() + "!/").toURL());

        rehearse();
        try (var jar = new JarFile(directory.resolve("main.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("org/crac/Core.class", "dev/samovar/java/child/Main.class")
                    .noneMatch(name -> name.startsWith("org/junit/"));
        }
    }

    /// Writes the jar by classes that come from this place.
    private void writeFrom(URL place) throws Exception {
        try (var host = new URLClassLoader(new URL[] {place}, ClassLoader.getPlatformClassLoader())) {
            var write = host.loadClass(RuntimeJar.class.getName()).getDeclaredMethod("writeTo", Path.class);
            write.setAccessible(true);
            write.invoke(null, directory.resolve("main.jar"));
        }
    }

    private static void pack(Path jar) throws Exception {
        var names = new HashSet<String>();
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (var element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                var path = Path.of(element);
                if (Files.isDirectory(path)) {
                    try (var files = Files.walk(path)) {
                        for (var file : files.filter(Files::isRegularFile).toList())
                            add(out, path.relativize(file).toString(), Files.readAllBytes(file), names);
                    }
                } else if (Files.exists(path)) {
                    try (var from = new JarFile(path.toFile())) {
                        for (var entry : from.stream().toList())
                            add(out, entry.getName(), from.getInputStream(entry).readAllBytes(), names);
                    }
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes, HashSet<String> names) throws Exception {
        if (name.endsWith("/") || name.startsWith("META-INF/") || !names.add(name)) return;
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
    }

    private void rehearse() throws Exception {
        var words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-jar"));
        words.add(directory.resolve("main.jar").toString());
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }
}
