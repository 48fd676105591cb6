package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuestClassLoaderTest {
    @TempDir
    Path directory;

    private static String read(URL url) throws IOException {
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theHostsClassPathIsNotSeen() throws Exception {
        try (var guests = Guests.of(directory, "public class Code {}")) {
            for (var hidden : List.of(
                    "org.junit.jupiter.api.Test",
                    "dev.samovar.java.instrument.Instrumenter",
                    "org.assertj.core.api.Assertions"))
                assertThatThrownBy(() -> guests.loader.loadClass(hidden)).isInstanceOf(ClassNotFoundException.class);
            assertThat(guests.loader.getResource("org/junit/jupiter/api/Test.class"))
                    .isNull();
            assertThat(guests.loader.loadClass("java.sql.Driver").getClassLoader())
                    .isSameAs(ClassLoader.getPlatformClassLoader());
        }
    }

    @Test
    void theCustomersClassesComeFirst() throws Exception {
        try (var guests = Guests.of(
                directory,
                "package org.slf4j; public class Logger { public static String run() { return \"mine\"; } }")) {
            assertThat(guests.text("org.slf4j.Logger", "run")).isEqualTo("mine");
        }
    }

    @Test
    void sharedPackagesComeFromTheHost() throws Exception {
        var classes =
                Sources.compile(directory, "package com.amazonaws.services.lambda.runtime; public class Context { }");
        var shared = new SharedPackages(getClass().getClassLoader(), List.of("com.amazonaws.services.lambda.runtime."));
        try (var code = InstrumentedCode.over(List.of(classes));
                var guests = Guests.over(directory, List.of(classes))) {
            var loader = new GuestClassLoader(code, guests.guest, List.of(shared));
            assertThat(loader.loadClass("com.amazonaws.services.lambda.runtime.Context"))
                    .isSameAs(com.amazonaws.services.lambda.runtime.Context.class);
        }
    }

    @Test
    void resourcesAreFoundInOrder() throws Exception {
        var first = jar("first.jar", Map.of("a.txt", "first", "dir/b.txt", "b"), null);
        var second = jar("a second.jar", Map.of("a.txt", "second"), null);
        var folder = Files.createDirectories(directory.resolve("folder"));
        Files.writeString(folder.resolve("a.txt"), "third");
        try (var guests = Guests.over(directory, List.of(first, second, folder))) {
            var found = new ArrayList<String>();
            for (var url : Collections.list(guests.loader.getResources("a.txt"))) found.add(read(url));
            assertThat(found).containsExactly("first", "second", "third");
            assertThat(read(guests.loader.getResource("a.txt"))).isEqualTo("first");
            try (InputStream in = guests.loader.getResourceAsStream("dir/b.txt")) {
                assertThat(in).hasContent("b");
            }
            var url = guests.loader.getResource("dir/b.txt");
            assertThat(url.toString()).startsWith("jar:file:").endsWith("first.jar!/dir/b.txt");
            var connection = (JarURLConnection) url.openConnection();
            try (var own = connection.getJarFile()) {
                assertThat(own.getEntry("dir/b.txt")).isNotNull();
            }
            assertThat(connection.getContentLength()).isEqualTo(1);
            try (var zip = FileSystems.newFileSystem(
                    java.net.URI.create(
                            url.toString().substring(0, url.toString().indexOf("!/"))),
                    Map.of())) {
                assertThat(Files.readString(zip.getPath("/dir/b.txt"))).isEqualTo("b");
            }
            assertThat(guests.loader.getResource("missing")).isNull();
            assertThat(guests.loader.getResource("../home/scratch")).isNull();
        }
    }

    @Test
    void servicesAreFound() throws Exception {
        var classes = Sources.compile(
                directory,
                "package a; public interface Tea { String name(); }",
                "package a; public class Green implements Tea { public String name() { return \"green\"; } }",
                "import a.Tea; public class Code { public static Object run() { return java.util.ServiceLoader.load(Tea.class).iterator().next().name(); } }");
        Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(classes.resolve("META-INF/services/a.Tea"), "a.Green");
        try (var guests = Guests.over(directory, List.of(classes))) {
            assertThat(guests.text("Code", "run")).isEqualTo("green");
            assertThat(ServiceLoader.load(guests.loader.loadClass("a.Tea"), guests.loader))
                    .hasSize(1);
        }
    }

    @Test
    void theManifestDescribesPackages() throws Exception {
        var classes = Sources.compile(directory, "package a.b; public class C {}");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "7.1");
        manifest.getMainAttributes().put(Attributes.Name.SEALED, "true");
        var bytes = Files.readAllBytes(classes.resolve("a/b/C.class"));
        var jar = jar("sealed.jar", Map.of("a/b/C.class", bytes), manifest);
        var intruder = Sources.compile(directory.resolve("other"), "package a.b; public class D {}");
        try (var guests = Guests.over(directory, List.of(jar, intruder))) {
            var type = guests.loader.loadClass("a.b.C");
            assertThat(type.getPackage().getImplementationVersion()).isEqualTo("7.1");
            assertThat(type.getPackage().isSealed()).isTrue();
            assertThat(type.getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(jar.toUri().toURL());
            assertThat(type.getProtectionDomain().getClassLoader()).isSameAs(guests.loader);
            assertThatThrownBy(() -> guests.loader.loadClass("a.b.D"))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("sealed");
        }
    }

    @Test
    void jarsOfManyReleasesGiveTheNewestThatFits() throws Exception {
        var old = Sources.compile(
                directory.resolve("old"), "public class V { public static Object run() { return \"old\"; } }");
        var recent = Sources.compile(
                directory.resolve("new"), "public class V { public static Object run() { return \"new\"; } }");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        var jar = jar(
                "many.jar",
                Map.of(
                        "V.class", Files.readAllBytes(old.resolve("V.class")),
                        "META-INF/versions/21/V.class", Files.readAllBytes(recent.resolve("V.class")),
                        "r.txt", "old",
                        "META-INF/versions/21/r.txt", "new",
                        "META-INF/versions/99/r.txt", "future"),
                manifest);
        try (var guests = Guests.over(directory, List.of(jar))) {
            assertThat(guests.text("V", "run")).isEqualTo("new");
            assertThat(read(guests.loader.getResource("r.txt"))).isEqualTo("new");
        }
    }

    @Test
    void signedJarsKeepTheirSigners() throws Exception {
        var location = org.bouncycastle.jce.provider.BouncyCastleProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (var guests = Guests.over(directory, List.of(Path.of(location.toURI())))) {
            var type = guests.loader.loadClass("org.bouncycastle.jce.provider.BouncyCastleProvider");
            assertThat(type.getProtectionDomain().getCodeSource().getCodeSigners())
                    .isNotEmpty();
            type.getConstructor().newInstance();
        }
    }

    @Test
    void anInstrumentedCodeServesManyLoadersAtOnce() throws Exception {
        try (var first = Guests.of(
                directory,
                "public class Code { static int n; public static Object run() { for (int i = 0; i < 1000; i++) n++; return n; } }")) {
            var results = new ArrayList<CompletableFuture<Object>>();
            var all = new ArrayList<Guests>();
            for (int i = 0; i < 16; i++) {
                var guests = first.another(directory.resolve("home-" + i));
                all.add(guests);
                results.add(guests.start("Code", "run"));
            }
            for (var result : results) assertThat(result.get()).isEqualTo(1000);
            for (var guests : all) guests.guest.end();
        }
    }

    @Test
    void nativeLibrariesAreCopiedForEachEnvironment() throws Exception {
        try (var first = Guests.of(
                        directory,
                        "public class Code { public static Object run() { System.loadLibrary(\"none\"); return null; } }");
                var second = first.another(directory.resolve("second"))) {
            for (var guests : List.of(first, second))
                Files.writeString(
                        Files.createDirectories(guests.home.resolve("task/lib")).resolve(System.mapLibraryName("none")),
                        "no library");
            var one = first.guest.library("none");
            var two = second.guest.library("none");
            assertThat(one)
                    .isNotEqualTo(two)
                    .startsWith(first.home.resolve("scratch").toString());
            assertThat(first.guest.library("other")).isNull();
            assertThatThrownBy(() -> first.call("Code", "run")).hasCauseInstanceOf(UnsatisfiedLinkError.class);
        }
    }

    @Test
    void nothingKeepsALoaderOnceItsGuestHasEnded() throws Exception {
        var queue = new ReferenceQueue<GuestClassLoader>();
        var references = new ArrayList<PhantomReference<GuestClassLoader>>();
        try (var first = Guests.of(directory, """
                import java.util.concurrent.*;
                public class Code {
                    static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
                    public static Object run() throws Throwable {
                        LOCAL.set(new Code());
                        System.out.println(System.getenv() + System.getProperty("user.dir") + java.nio.file.Path.of("/tmp").toFile());
                        java.util.logging.Logger.getLogger("x").info("y");
                        Executors.newFixedThreadPool(2).submit(() -> 1).get();
                        CompletableFuture.supplyAsync(() -> new Code()).get();
                        new java.util.Timer();
                        java.lang.management.ManagementFactory.getPlatformMBeanServer();
                        System.class.getMethod("getProperty", String.class).invoke(null, "x");
                        try { new Exception().printStackTrace(); } catch (Throwable t) {}
                        return String.valueOf(java.security.MessageDigest.getInstance("MD5"));
                    }
                }
                """)) {
            for (int i = 0; i < 20; i++) {
                var guests = first.another(directory.resolve("home-" + i));
                guests.call("Code", "run");
                references.add(new PhantomReference<>(guests.loader, queue));
                guests.guest.end();
                for (var thread : guests.guest.threads().alive()) thread.join();
            }
            int collected = 0;
            for (int round = 0; round < 40 && collected < references.size(); round++) {
                System.gc();
                if (queue.remove(250) != null) collected++;
                while (queue.poll() != null) collected++;
            }
            assertThat(collected).isEqualTo(references.size());
        }
    }

    private Path jar(String name, Map<String, ?> entries, @Nullable Manifest manifest) throws IOException {
        var path = directory.resolve(name);
        try (var out = manifest == null
                ? new JarOutputStream(Files.newOutputStream(path))
                : new JarOutputStream(Files.newOutputStream(path), manifest)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(
                        entry.getValue() instanceof byte[] bytes
                                ? bytes
                                : entry.getValue().toString().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return path;
    }
}
