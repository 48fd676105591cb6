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
/// @param sandbox whether code that is not trusted needs a sandbox
/// @param access what it reaches that is attached to no network
/// @param networks what is reached by the ids of subnets and security groups
/// @param endpoint what all of it reaches of this machine: where the host serves the Lambda API, if it says so
record ProcessOptions(
        Path directory,
        boolean namespaces,
        boolean freezes,
        SandboxUse sandbox,
        NetworkAccess access,
        Map<String, NetworkAccess> networks,
        Rules endpoint) {

    ProcessOptions {
        networks = Map.copyOf(networks);
    }

    /// Those that hosts get who choose nothing.
    static ProcessOptions standard() {
        return new ProcessOptions(
                Path.of(System.getProperty("java.io.tmpdir")),
                true,
                false,
                SandboxUse.REQUIRED,
                NetworkAccess.none(),
                Map.of(),
                Rules.NONE);
    }

    ProcessOptions directory(Path other) {
        return new ProcessOptions(other, namespaces, freezes, sandbox, access, networks, endpoint);
    }

    ProcessOptions namespaces(boolean on) {
        return new ProcessOptions(directory, on, freezes, sandbox, access, networks, endpoint);
    }

    ProcessOptions freezes(boolean on) {
        return new ProcessOptions(directory, namespaces, on, sandbox, access, networks, endpoint);
    }

    ProcessOptions sandbox(SandboxUse use) {
        return new ProcessOptions(directory, namespaces, freezes, use, access, networks, endpoint);
    }

    ProcessOptions access(NetworkAccess other) {
        return new ProcessOptions(directory, namespaces, freezes, sandbox, other, networks, endpoint);
    }

    ProcessOptions endpoint(int port) {
        return new ProcessOptions(directory, namespaces, freezes, sandbox, access, networks, Rules.own(port));
    }

    ProcessOptions network(String id, NetworkAccess to) {
        var all = new HashMap<>(networks);
        all.put(id, to);
        return new ProcessOptions(directory, namespaces, freezes, sandbox, access, all, endpoint);
    }

    /// What a function reaches: by each of its subnets and security groups; one that the host does not know opens
    /// nothing.
    Rules rules(List<String> ids) {
        if (ids.isEmpty()) return access.rules().and(endpoint);
        var rules = endpoint;
        for (var id : ids)
            rules = rules.and(networks.getOrDefault(id, NetworkAccess.none()).rules());
        return rules;
    }
}
