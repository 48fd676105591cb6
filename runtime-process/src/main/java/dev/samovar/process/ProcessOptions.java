package dev.samovar.process;

import dev.samovar.process.egress.Rules;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How children are started.
///
/// @param directory where a launcher makes a directory of its own
/// @param namespaces whether Linux namespaces are tried for trusted code
/// @param freezes whether children stand still between invocations
/// @param controlGroups whether those that need a sandbox are in control groups where there can be some
/// @param sandbox whether code that is not trusted needs a sandbox
/// @param access what it reaches that is attached to no network
/// @param networks what is reached by the ids of subnets and security groups
record ProcessOptions(
        Path directory,
        boolean namespaces,
        boolean freezes,
        boolean controlGroups,
        SandboxUse sandbox,
        NetworkAccess access,
        Map<String, NetworkAccess> networks) {

    ProcessOptions {
        networks = Map.copyOf(networks);
    }

    /// Those that hosts get who choose nothing.
    static ProcessOptions standard() {
        return new ProcessOptions(
                Path.of(System.getProperty("java.io.tmpdir")),
                true,
                false,
                true,
                SandboxUse.REQUIRED,
                NetworkAccess.none(),
                Map.of());
    }

    ProcessOptions directory(Path other) {
        return new ProcessOptions(other, namespaces, freezes, controlGroups, sandbox, access, networks);
    }

    ProcessOptions namespaces(boolean on) {
        return new ProcessOptions(directory, on, freezes, controlGroups, sandbox, access, networks);
    }

    ProcessOptions freezes(boolean on) {
        return new ProcessOptions(directory, namespaces, on, controlGroups, sandbox, access, networks);
    }

    ProcessOptions controlGroups(boolean on) {
        return new ProcessOptions(directory, namespaces, freezes, on, sandbox, access, networks);
    }

    ProcessOptions sandbox(SandboxUse use) {
        return new ProcessOptions(directory, namespaces, freezes, controlGroups, use, access, networks);
    }

    ProcessOptions access(NetworkAccess other) {
        return new ProcessOptions(directory, namespaces, freezes, controlGroups, sandbox, other, networks);
    }

    ProcessOptions network(String id, NetworkAccess to) {
        var all = new HashMap<>(networks);
        all.put(id, to);
        return new ProcessOptions(directory, namespaces, freezes, controlGroups, sandbox, access, all);
    }

    /// What a function reaches: by each of its subnets and security groups; one that the host does not know opens
    /// nothing.
    Rules rules(List<String> ids) {
        if (ids.isEmpty()) return access.rules();
        var rules = Rules.NONE;
        for (var id : ids)
            rules = rules.and(networks.getOrDefault(id, NetworkAccess.none()).rules());
        return rules;
    }
}
