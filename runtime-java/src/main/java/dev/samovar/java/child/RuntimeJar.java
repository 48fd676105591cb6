package dev.samovar.java.child;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.samovar.api.FunctionSpec;
import dev.samovar.java.Beside;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// Writes the one jar that a child's JVM begins with: of the host's class path what runs a function, wherever
/// that lies, be it in a jar with everything else of the host's.
final class RuntimeJar implements AutoCloseable {
    private static final List<String> CONTENTS = List.of(
            "dev/samovar/api/",
            "dev/samovar/spi/",
            "dev/samovar/java/",
            "com/amazonaws/services/lambda/runtime/",
            "com/amazonaws/lambda/thirdparty/");

    private final JarOutputStream out;
    private final Set<String> added = new HashSet<>();

    private RuntimeJar(Path file) throws IOException {
        out = new JarOutputStream(Files.newOutputStream(file), manifest());
    }

    static void writeTo(Path file) throws IOException {
        var places = new LinkedHashSet<URI>();
        for (var one : List.of(FunctionSpec.class, Main.class, Context.class, PojoSerializer.class))
            places.add(placeOf(one));
        try (var jar = new RuntimeJar(file)) {
            for (var place : places) jar.addAll(place.toURL());
            for (var crac : Beside.crac().entrySet()) jar.add(crac.getKey() + ".class", crac.getValue());
        }
    }

    private static URI placeOf(Class<?> one) throws IOException {
        var source = one.getProtectionDomain().getCodeSource();
        try {
            if (source != null) return source.getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the place of " + one.getName() + " cannot be named", e);
        }
        throw new IOException("the place of " + one.getName() + " is not known");
    }

    /// What lets the runtime set what `System.getenv` answers, and call the system.
    private static Manifest manifest() {
        var manifest = new Manifest();
        var all = manifest.getMainAttributes();
        all.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        all.put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
        all.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        return manifest;
    }

    private void addAll(URL place) throws IOException {
        var path = place.getProtocol().equals("file") ? Path.of(URI.create(place.toString())) : null;
        if (path != null && Files.isDirectory(path)) {
            addTree(path);
        } else if (path != null) {
            try (var jar = new JarFile(path.toFile())) {
                addJar(jar);
            }
        } else if (place.openConnection() instanceof JarURLConnection jar) {
            addJar(jar.getJarFile());
        } else {
            throw new IOException("the runtime lies in no jar and no directory, but in " + place);
        }
    }

    private void addTree(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = classes.relativize(file).toString();
                if (isWanted(name)) add(name, Files.readAllBytes(file));
            }
        }
    }

    private void addJar(JarFile jar) throws IOException {
        for (var entry : jar.stream().filter(it -> isWanted(it.getName())).toList()) {
            try (var in = jar.getInputStream(entry)) {
                add(entry.getName(), in.readAllBytes());
            }
        }
    }

    private static boolean isWanted(String name) {
        return !name.endsWith("/") && CONTENTS.stream().anyMatch(name::startsWith);
    }

    private void add(String name, byte[] bytes) throws IOException {
        if (!added.add(name)) return;
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes, 0, bytes.length);
        out.closeEntry();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
