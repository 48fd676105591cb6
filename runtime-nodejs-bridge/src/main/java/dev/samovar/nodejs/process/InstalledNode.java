package dev.samovar.nodejs.process;

import java.nio.file.Path;

/// A Node on this machine.
///
/// @param path the real path of its program
record InstalledNode(Path path, NodeVersion version) {}
