package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Files are what Node's `fs` says they are, and fail as libuv's do.
final class FilesTest {
    private static GuestChecks checks;

    @BeforeAll
    static void open(@TempDir Path tmp) throws IOException {
        checks = new GuestChecks("files", tmp);
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
