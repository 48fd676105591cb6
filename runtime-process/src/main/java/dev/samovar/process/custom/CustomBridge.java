package dev.samovar.process.custom;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.process.runtimeapi.RuntimeApi;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import java.util.Optional;
import java.util.Set;

/// Engine `custom`: functions of `provided.al2023` and `provided.al2`, whose package or layer has the runtime,
/// a program that speaks the Lambda Runtime API. Each environment is a child process.
///
/// There are no blanks: the program is the function's own, so nothing can be started before it is known whose it is.
public final class CustomBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "custom";

    private final Programs programs;
    private final Isolation isolation;
    private final RuntimeApi api = new RuntimeApi();

    /// A bridge for one runtime.
    ///
    /// @param programs starts the programs; not closed with the bridge
    /// @param isolation how much they are kept apart
    public CustomBridge(Programs programs, Isolation isolation) {
        this.isolation = isolation;
        this.programs = programs;
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public Optional<String> obstacle() {
        return programs.refusal(isolation);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return spec.runtime().isCustom() && !spec.runtime().isDeprecated()
                ? Optional.of("runtime " + spec.runtime() + " is the function's own program in a child process")
                : Optional.empty();
    }

    @Override
    public Program prepare(Deployment deployment) {
        return CustomProgram.of(deployment, isolation);
    }

    @Override
    public Instance start(BlankKey key) {
        return new CustomInstance(programs, api, key);
    }

    @Override
    public void close() {
        api.close();
    }
}
