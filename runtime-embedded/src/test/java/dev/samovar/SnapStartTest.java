package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The hooks of `org.crac` run in their order, for published versions that ask for SnapStart, once
/// in each environment.
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Isolation.class,
        names = {"IN_PROCESS", "PROCESS"})
final class SnapStartTest {
    @Parameter(0)
    Isolation isolation = Isolation.IN_PROCESS;

    @TempDir
    Path directory;

    @Test
    void callsHooksInTheirOrder() {
        var jar = Jars.compile(directory, "hooks", """
                package app;
                import org.crac.*;
                public class Hooks {
                    static String told = "";
                    record Named(String name) implements Resource {
                        public void beforeCheckpoint(Context<? extends Resource> c) { told += "-" + name; }
                        public void afterRestore(Context<? extends Resource> c) { told += "+" + name; }
                    }
                    static final Resource A = new Named("a"), B = new Named("b");
                    static { Core.getGlobalContext().register(A); Core.getGlobalContext().register(B); }
                    public String run(Object event) { return told; }
                }
                """);
        try (var runtime = JavaRuntimes.of(isolation)) {
            runtime.create(
                    FunctionSpec.java("hooks", jar).handler("app.Hooks::run").snapStart(true));
            runtime.publish("hooks");

            assertThat(runtime.invoke("hooks:1", Event.EMPTY).orThrow().text()).isEqualTo("\"-b-a+a+b\"");
            assertThat(runtime.invoke("hooks", Event.EMPTY).orThrow().text()).isEqualTo("\"\"");
        }
    }
}
