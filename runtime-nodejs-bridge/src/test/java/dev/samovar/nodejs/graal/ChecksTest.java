package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What the bindings do, each file of checks in a context of its own.
final class ChecksTest {
    private final List<GuestChecks> opened = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        opened.forEach(GuestChecks::close);
    }

    /// Files are found, read, written and kept where they belong.
    @TestFactory
    List<DynamicTest> files() throws IOException {
        return checks("files");
    }

    /// Keys sign, encrypt and agree, and are read and written in every form.
    @TestFactory
    List<DynamicTest> keys() throws IOException {
        return checks("keys");
    }

    /// Values are cloned, sent and written as V8 does.
    @TestFactory
    List<DynamicTest> values() throws IOException {
        return checks("values");
    }

    private List<DynamicTest> checks(String module) throws IOException {
        var checks = new GuestChecks(module, directory);
        opened.add(checks);
        return checks.tests();
    }
}
