package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Handlers are found without loading a class.
final class JavaHandlersTest {
    @TempDir
    Path directory;

    @Test
    void findsWhatImplementsAHandlerInterfaceAlsoThroughASuperclass() throws IOException {
        var jar = Packages.jar(directory, "several", """
                package app;
                public abstract class Base implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {}
                """, """
                package app;
                public class Derived extends Base {
                    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) { return event; }
                }
                """, """
                package app;
                public class Ours implements dev.samovar.api.Handler {
                    public dev.samovar.api.Payload handle(dev.samovar.api.Event event, dev.samovar.api.Context context) { return null; }
                }
                """, "package app; public class Other {}");

        try (var code = CodePackage.open(jar)) {
            assertThat(JavaHandlers.in(code)).containsExactly("app.Derived", "app.Ours");
        }
    }

    @Test
    void doesNotStumbleOverAFileThatIsNoClass() throws IOException {
        var folder = Packages.classes(directory, "odd", Packages.ECHO);
        Files.writeString(folder.resolve("Odd.class"), "no class");

        try (var code = CodePackage.open(folder)) {
            assertThat(JavaHandlers.in(code)).containsExactly("app.Echo");
        }
    }

    @Test
    void findsAClassInTheJarsOfLib() throws IOException {
        var jar = Packages.jar(directory, "echo", Packages.ECHO);
        var zip = directory.resolve("packed.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/echo.jar"));
            Files.copy(jar, out);
            out.closeEntry();
        }
        var folder = directory.resolve("folder");
        Files.createDirectories(folder.resolve("lib"));
        Files.copy(jar, folder.resolve("lib/echo.jar"));

        for (var path : List.of(zip, folder)) {
            try (var code = CodePackage.open(path)) {
                assertThat(JavaHandlers.has("app.Echo", code, List.of())).isTrue();
                assertThat(JavaHandlers.has("app.Nope", code, List.of())).isFalse();
            }
        }
    }
}
