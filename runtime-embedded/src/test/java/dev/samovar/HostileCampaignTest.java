package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.HostileHandlers.Hostile;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.spi.RuntimeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every caller of a handler that does not want to end is answered at the deadline, and the next request is
/// served.
final class HostileCampaignTest {
    @TempDir
    static Path directory;

    private static final Set<String> QUARANTINED = ConcurrentHashMap.newKeySet();

    private static FunctionRuntime runtime;

    @BeforeAll
    static void start() {
        var sources = killable().stream().map(Hostile::source).toArray(String[]::new);
        var jar = Jars.compile(directory, "hostile", sources);
        runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .killGrace(Duration.ofSeconds(2))
                .listener(new RuntimeListener() {
                    @Override
                    public void quarantined(FunctionVersion version, UUID requestId) {
                        QUARANTINED.add(version.name().value());
                    }
                })
                .build();
        for (var hostile : killable())
            runtime.create(FunctionSpec.java(hostile.className(), jar)
                    .handler("hostile." + hostile.className() + "::run")
                    .timeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        runtime.close(Duration.ofMillis(100));
    }

    static List<Hostile> killable() {
        return HostileHandlers.all().stream().filter(Hostile::killable).toList();
    }

    @Test
    void thereAreFiftyHandlersInTwelveFamiliesOfThreeOrMore() {
        var families =
                HostileHandlers.all().stream().collect(Collectors.groupingBy(Hostile::family, Collectors.counting()));

        assertThat(HostileHandlers.all()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(families).hasSizeGreaterThanOrEqualTo(12);
        assertThat(families.values()).allMatch(count -> count >= 3);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("killable")
    void isEndedAtItsDeadline(Hostile hostile) {
        assertTimedOut(runtime.invoke(hostile.className(), Event.EMPTY));

        assertThat(runtime.invoke(hostile.className(), Event.json("{\"calm\":true}"))
                        .orThrow()
                        .text())
                .isEqualTo("\"calm\"");
        assertThat(QUARANTINED).doesNotContain(hostile.className());
    }

    private static void assertTimedOut(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        assertThat(((Failed) invocation.result()).fault().kind()).isEqualTo(Fault.Kind.TIMEOUT);
    }
}
