package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A child that is about to start.
///
/// @param when when the command itself starts
/// @param sockets the sockets of this JVM that the child may connect to, by names of the caller's choice
/// @param ports what a child without a network finds on its loopback interface: ports, and the names of the
///     sockets that they lead to
/// @param inward the name of the socket at which connections wait that lead to the child's own ports
public record Launch(
        ProcessCommand command,
        Beginning when,
        Map<String, Path> sockets,
        Map<Integer, String> ports,
        Optional<String> inward) {

    /// A child that reaches nothing.
    static Launch of(ProcessCommand command, Beginning when) {
        return new Launch(command, when, Map.of(), Map.of(), Optional.empty());
    }

    /// The same with more ports and the sockets that they lead to, and with variables unless it has them.
    public Launch with(Map<Integer, Path> more, Map<String, String> variables) {
        if (more.isEmpty()) return this;
        var all = new HashMap<>(variables);
        all.putAll(command.variables());
        var paths = new HashMap<>(sockets);
        var names = new HashMap<>(ports);
        more.forEach((port, path) -> {
            paths.put("port" + port, path);
            names.put(port, "port" + port);
        });
        return new Launch(command.with(all), when, paths, names, inward);
    }
}
