package dev.samovar.spi;

import dev.samovar.api.FunctionVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The surroundings of an environment, which outlive its [Instance]: the next one in it finds the same `/tmp`
/// and log stream.
public interface Sandbox {

    /// The function version that runs.
    FunctionVersion version();

    /// The unpacked package, seen as `/var/task`.
    Optional<Path> taskRoot();

    /// The unpacked layers, seen as `/opt`.
    Optional<Path> layerRoot();

    /// The private, writable directory seen as `/tmp`. It is made on the first call.
    Path tmp();

    /// Every environment variable of the function: Lambda's own and those of its configuration.
    Map<String, String> variables();

    /// `on-demand`, `provisioned-concurrency` or `snap-start`.
    String initializationType();

    /// The log group's name.
    String logGroup();

    /// The log stream's name.
    String logStream();

    /// Where the function's output goes.
    FunctionLog log();

    /// Says in the function's log that it holds more in `/tmp` than its ephemeral storage, for which the bridge ends
    /// it. The next instance finds an empty `/tmp`.
    ///
    /// @param bytes as many as it holds
    void overflowed(long bytes);

    /// Ends the environment as the function asked for, with a status: the invocation in flight fails
    /// with `Runtime.ExitError`. Returns at once; the bridge then kills the instance's code as it does
    /// at a deadline.
    void exited(int status);
}
