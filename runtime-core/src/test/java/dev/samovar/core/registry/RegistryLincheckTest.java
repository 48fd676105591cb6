package dev.samovar.core.registry;

import dev.samovar.api.Account;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Code;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.Version;
import dev.samovar.core.Linearizability;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// Whatever threads do at once, the registry answers as if they had come one after another.
final class RegistryLincheckTest {

    @Test
    void versionsAndAliasesAreLinearizable() {
        Linearizability.check(VersionsAndAliases.class);
    }

    /// One function with an alias.
    @Param(name = "version", gen = IntGen.class, conf = "1:3")
    public static final class VersionsAndAliases {
        private static final FunctionName F = new FunctionName("f");
        private static final AliasName LIVE = new AliasName("live");
        private static final FunctionRef LATEST = FunctionRef.of(F);
        private static final FunctionRef BY_ALIAS = FunctionRef.parse("f:live");
        private static final CodeFacts CODE = new CodeFacts("sha", "", 1, "fake", "a test");
        private static final FunctionSpec SPEC = FunctionSpec.of(
                        "f", new RuntimeId("java21"), new Code.OnDisk(Path.of("f.jar")))
                .handler("H");
        private static final List<FunctionSpec> CHANGED =
                Stream.of("zero", "one", "two", "three").map(SPEC::description).toList();

        private final AtomicLong writes = new AtomicLong();
        private final Registry<String> registry = new Registry<>(
                new Account("aws", "us-east-1", "000000000000"),
                () -> Instant.EPOCH,
                () -> new UUID(0, writes.incrementAndGet()));

        public VersionsAndAliases() {
            registry.finish(registry.beginCreate(SPEC, CODE), "latest");
            registry.createAlias(F, LIVE, Version.LATEST, null, "");
        }

        @Operation
        public String update(@Param(name = "version") int text) {
            while (true) {
                try {
                    var begun = registry.beginUpdate(registry.describe(LATEST), CHANGED.get(text), CODE, null);
                    if (begun == null) continue;
                    registry.finish(begun, "changed");
                    return "updated";
                } catch (RequestRefusedException e) {
                    requireUnderWay(e);
                }
            }
        }

        @Operation
        public String publish() {
            while (true) {
                try {
                    var begun = registry.beginPublish(registry.describe(LATEST), null, null, null);
                    if (begun == null) continue;
                    registry.finishPublish(begun, "published");
                    return begun.version().toString();
                } catch (RequestRefusedException e) {
                    requireUnderWay(e);
                }
            }
        }

        /// An update has two steps; who comes between them tries again.
        private static void requireUnderWay(RequestRefusedException e) {
            if (e.refusal().status() != 409) throw e;
        }

        @Operation
        public String pointTo(@Param(name = "version") int version) {
            return outcome(() -> registry.updateAlias(
                            F, LIVE, alias -> new Alias(LIVE, Version.of(version), null, "", alias.revisionId()), null)
                    .version()
                    .toString());
        }

        @Operation
        public String delete(@Param(name = "version") int version) {
            return outcome(() -> registry.delete(F, Version.of(version)) == null ? "nothing" : "deleted");
        }

        @Operation
        public String resolve() {
            var entry = registry.resolve(BY_ALIAS, 0.5);
            return entry == null ? "none" : entry.described().version().toString();
        }

        private static String outcome(Supplier<String> step) {
            try {
                return step.get();
            } catch (RequestRefusedException e) {
                return e.refusal().code();
            }
        }
    }
}
