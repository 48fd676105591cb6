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
/// @param inward the name of the socket at which connections wait that lead to the child's own ports; null for none
/// @param group the directory of the control group that it begins in; null for that of this JVM
public record Launch(
        ProcessCommand command,
        Beginning when,
        Map<String, Path> sockets,
        Map<Integer, String> ports,
        @Nullable String inward,
        @Nullable Path group) {

    /// One that reaches nothing, and begins in the control group of this JVM.
    public Launch(ProcessCommand command, Beginning when) {
        this(command, when, Map.of(), Map.of(), null, null);
    }

    /// The same with one more socket that it may connect to.
    public Launch socket(String name, Path path) {
        var all = new HashMap<>(sockets);
        all.put(name, path);
        return new Launch(command, when, all, ports, inward, group);
    }

    /// The same with a port more that leads to a socket.
    public Launch port(int port, String name, Path path) {
        var all = new HashMap<>(ports);
        all.put(port, name);
        return new Launch(command, when, socket(name, path).sockets, all, inward, group);
    }

    /// The same with a socket at which connections wait that lead to its ports.
    public Launch inward(String name, Path path) {
        return new Launch(command, when, socket(name, path).sockets, ports, name, group);
    }

    /// The same in a control group.
    public Launch in(Path other) {
        return new Launch(command, when, sockets, ports, inward, other);
    }

    /// The same with more ports and the sockets that they lead to, and with variables unless it has them.
    public Launch ports(Map<Integer, Path> more, Map<String, String> variables) {
        if (more.isEmpty()) return this;
        var all = new HashMap<>(variables);
        all.putAll(command.variables());
        var launch = new Launch(command.with(all), when, sockets, ports, inward, group);
        for (var port : more.entrySet()) launch = launch.port(port.getKey(), "port" + port.getKey(), port.getValue());
        return launch;
    }
}
