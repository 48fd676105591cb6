package dev.samovar.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Java code of every README compiles as it stands.
final class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static dev.samovar.api.Isolation.*;
            import static org.junit.jupiter.api.Assertions.*;
            import dev.samovar.*;
            import dev.samovar.api.*;
            import dev.samovar.http.*;
            import dev.samovar.http.auth.*;
            import dev.samovar.process.*;
            import dev.samovar.api.InvocationResult.*;
            import dev.samovar.core.telemetry.*;
            import dev.samovar.junit.*;
            import dev.samovar.spi.*;
            import dev.samovar.testkit.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.Test;
            """;

    /// One block of code and where it stands.
    private record Block(Path file, int number, String code) {
        @Override
        public String toString() {
            return ROOT.relativize(file) + " #" + number;
        }

        String source() {
            if (code.contains("class ")) return IMPORTS + code;
            var fields = code.contains("runtime =") ? "" : "static FunctionRuntime runtime;\n";
            return IMPORTS + "class Readme {\n" + fields
                    + "void code(Path jar, MeterRegistry registry) throws Exception {\n" + code + "}\n}\n";
        }
    }

    static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            for (var file : files.filter(ReadmeTest::isDocument).sorted().toList()) {
                var match = BLOCK.matcher(Files.readString(file));
                for (int i = 1; match.find(); i++) blocks.add(new Block(file, i, match.group(1)));
            }
        }
        return blocks;
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".md") && !file.toString().contains("/target/");
    }

    @Test
    void thereAreBlocks() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void compiles(Block block, @TempDir Path out) {
        var source = new SimpleJavaFileObject(URI.create("string:///Readme.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return block.source();
            }
        };
        var messages = new StringWriter();
        var options = List.of("-d", out.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        var done = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, List.of(source))
                .call();

        assertThat(done).as("%s", messages).isTrue();
    }
}
