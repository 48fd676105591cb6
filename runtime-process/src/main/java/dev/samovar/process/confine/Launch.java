package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A child that is about to start.
///
/// @param when when the command itself starts
/// @param sockets the sockets of this JVM that the child may connect to, by names of the caller's choice
/// @param ports what a child without a network finds on its loopback interface: ports, and the names of the
///     sockets that they lead to
/// @param group the directory of the control group that it begins in; null for that of this JVM
public record Launch(
        ProcessCommand command,
        Beginning when,
        Map<String, Path> sockets,
        Map<Integer, String> ports,
        @Nullable Path group) {

    /// One that begins in the control group of this JVM.
    public Launch(ProcessCommand command, Beginning when, Map<String, Path> sockets, Map<Integer, String> ports) {
        this(command, when, sockets, ports, null);
    }

    /// The same in a control group.
    public Launch in(Path other) {
        return new Launch(command, when, sockets, ports, other);
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
        return new Launch(command.with(all), when, paths, names, group);
    }
}
