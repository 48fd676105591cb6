package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every class of some large libraries goes through the instrumenter and through the verifier.
final class LibrariesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools.jackson.databind.ObjectMapper",
                "com.google.common.collect.ImmutableList",
                "kotlin.collections.CollectionsKt",
                "org.bouncycastle.jce.provider.BouncyCastleProvider",
                "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
                "org.assertj.core.api.Assertions",
                "net.bytebuddy.ByteBuddy"
            })
    void everyClassStillVerifies(String member) throws Exception {
        var plain = Class.forName(member);
        var jar = Path.of(
                plain.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var guests = Guests.over(directory, List.of(jar))) {
            var total = guests.code.instrumentAll();
            var refused = new ArrayList<String>();
            for (var name : classNames(jar)) {
                try {
                    // Initialising is what verifies; an initializer may well fail here, a verification may not.
                    Class.forName(name, true, guests.loader);
                } catch (VerifyError | ClassFormatError | IncompatibleClassChangeError e) {
                    if (failsUninstrumented(name, plain.getClassLoader(), e)) continue;
                    refused.add(name + ": " + e);
                } catch (Throwable e) {
                    // Its dependencies are not here, or its initialiser refused.
                }
            }
            assertThat(refused).isEmpty();
            assertThat(guests.code.notKillable()).isEmpty();
            assertThat(total).isGreaterThan(50);
        }
    }

    private static boolean failsUninstrumented(String name, ClassLoader loader, LinkageError error) {
        try {
            Class.forName(name, true, loader);
            return false;
        } catch (Throwable e) {
            return e.getClass() == error.getClass();
        }
    }

    private static Set<String> classNames(Path jar) throws Exception {
        var names = new LinkedHashSet<String>();
        try (var root = Root.of(jar)) {
            root.classFiles(name -> names.add(
                    name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        }
        names.remove("module-info");
        return names;
    }
}
