package dev.samovar.spi;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What must be fixed before an instance starts, and therefore which blanks of a bridge fit which of its functions. A
/// bridge is never given the blanks of another one.
///
/// @param isolation the tier
/// @param runtime the runtime, or a name of the bridge's own where its blanks fit several
/// @param memoryMb the memory that is enforced from the start, or 0 where it is not
/// @param variables environment variables that must be there when the instance starts
/// @param network the ids of the subnets and security groups that say what it reaches, where that is enforced
public record BlankKey(
        Isolation isolation, RuntimeId runtime, int memoryMb, Map<String, String> variables, List<String> network) {

    public BlankKey {
        variables = Map.copyOf(variables);
        network = List.copyOf(network);
    }

    /// A key where neither memory nor network are enforced.
    public BlankKey(Isolation isolation, RuntimeId runtime, int memoryMb, Map<String, String> variables) {
        this(isolation, runtime, memoryMb, variables, List.of());
    }

    /// The key of a function whose instances are child processes: those of `PROCESS` have its memory and network.
    ///
    /// @param variables those that must be there when the process starts
    public static BlankKey ofChild(FunctionSpec spec, Isolation isolation, Map<String, String> variables) {
        if (isolation != Isolation.PROCESS) return new BlankKey(isolation, spec.runtime(), 0, variables);
        var vpc = spec.placement().vpc();
        var network = vpc == null
                ? List.<String>of()
                : Stream.concat(vpc.subnetIds().stream(), vpc.securityGroupIds().stream())
                        .sorted()
                        .toList();
        return new BlankKey(isolation, spec.runtime(), spec.memoryMb(), variables, network);
    }
}
