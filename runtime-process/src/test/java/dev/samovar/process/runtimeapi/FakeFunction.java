package dev.samovar.process.runtimeapi;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A function of no engine.
final class FakeFunction {
    private FakeFunction() {}

    /// The function with these extensions.
    static Guests with(String... extensions) {
        var name = new FunctionName("f");
        var spec = FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(Path.of("x")))
                .handler("tea");
        var version = new FunctionVersion(
                spec,
                Version.LATEST,
                new FunctionArn("aws", "us-east-1", "000000000000", name, Version.LATEST),
                FunctionState.ACTIVE,
                "",
                UpdateStatus.SUCCESSFUL,
                "",
                new UUID(0, 0),
                "",
                "",
                0,
                Instant.EPOCH,
                "custom",
                "");
        return new Guests(version, List.of(extensions));
    }
}
