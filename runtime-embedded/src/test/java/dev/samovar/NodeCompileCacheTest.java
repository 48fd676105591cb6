package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Node compiled of a large package is there for the environments that follow, on Nodes from 22.10 on.
final class NodeCompileCacheTest {
    private static final String HANDLER = """
            const { getCompileCacheDir, flushCompileCache } = require('module');
            const { readdirSync, writeFileSync } = require('fs');
            const library = require('./library.js');
            exports.handler = async () => {
              const place = getCompileCacheDir?.();
              let files = 0;
              try { files = readdirSync(place).length; } catch {}
              let writes = true;
              try { writeFileSync(place + '/mine', ''); } catch { writes = false; }
              return [library.f1(), typeof flushCompileCache === 'function', files, writes,
                process.env.SAMOVAR_CACHE === undefined, readdirSync(process.env.TMPDIR ?? '/tmp').length];
            };
            """;

    @TempDir
    Path directory;

    private void write(int functions) throws IOException {
        var library = new StringBuilder();
        for (int i = 0; i < functions; i++)
            library.append(
                    "exports.f%d = function f%d(a, b) { return a === undefined ? %d : { a, b, c: [a, b, '%d'] }; };\n"
                            .formatted(i, i, i, i));
        library.append("for (let i = 0; i < %d; i++) exports['f' + i]();\n".formatted(functions));
        Files.writeString(directory.resolve("library.js"), library);
        Files.writeString(directory.resolve("index.js"), HANDLER);
    }

    /// One with the function `f`.
    private FunctionRuntime runtime(Confinement confinement) {
        var runtime = Samovar.builder()
                .isolation(confinement.isolation())
                .processes(confinement.launcher())
                .blanks(0)
                .build();
        runtime.create(
                FunctionSpec.node("f", directory).handler("index.handler").engine("node"));
        return runtime;
    }

    @ParameterizedTest
    @EnumSource
    void isMadeByTheFirstEnvironmentAndUsedByTheNext(Confinement confinement) throws IOException {
        Tool.NODE.path();
        write(3000);
        try (var runtime = runtime(confinement)) {
            var request = InvocationRequest.of(FunctionRef.parse("f"), Event.json("{}"))
                    .freshEnvironment(true);

            boolean knows = answer(runtime.invoke(request)).contains(",true,0,");
            var second = answer(runtime.invoke(request));

            assertThat(second).startsWith("[1,").endsWith(",true,0]");
            if (knows)
                assertThat(second).startsWith(confinement == Confinement.GROUPS ? "[1,true,2," : "[1,true,2,false,");
        }
    }

    /// What an environment computes that may have served could hold what it was asked: nobody else is to see that.
    @ParameterizedTest
    @EnumSource
    void isNotMadeByAnEnvironmentThatHasFiles(Confinement confinement) throws IOException {
        Tool.NODE.path();
        write(3000);
        Files.writeString(directory.resolve("index.js"), """
                const { existsSync, writeFileSync } = require('fs');
                const { getCompileCacheDir } = require('module');
                require('./library.js');
                const left = (process.env.TMPDIR ?? '/tmp') + '/left';
                if (!existsSync(left)) {
                  writeFileSync(left, '');
                  throw new Error('the first time');
                }
                exports.handler = async () => getCompileCacheDir?.() ?? null;
                """);
        try (var runtime = runtime(confinement)) {

            assertThat(answer(runtime.invoke("f", Event.json("{}")))).isEqualTo("null");
        }
    }

    private static String answer(Invocation invocation) {
        return invocation.orThrow().text();
    }
}
