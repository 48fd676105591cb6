package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Values are cloned, sent and written as Node does it.
final class ValuesTest {
    private static GuestChecks checks;

    @BeforeAll
    static void open(@TempDir Path tmp) throws IOException {
        checks = new GuestChecks("values", tmp);
    }

    @AfterAll
    static void close() {
        checks.close();
    }

    @TestFactory
    List<DynamicTest> keeps() {
        return checks.tests();
    }
}
