package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import java.nio.file.Path;
import java.util.Map;

/// A child that is about to start.
///
/// @param when when the command itself starts
/// @param sockets the sockets of this JVM that the child may connect to, by names of the caller's choice
public record Launch(ProcessCommand command, Beginning when, Map<String, Path> sockets) {}
