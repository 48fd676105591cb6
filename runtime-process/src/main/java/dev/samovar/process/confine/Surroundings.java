package dev.samovar.process.confine;

import dev.samovar.spi.Sandbox;
import java.nio.file.Path;
import java.util.Optional;

/// What a child is given to see when its function is known.
///
/// @param sandbox has the directories of its code, its layers and its files
/// @param cache what was computed of its code before
/// @param self the address that it knows as `sandbox.local`, where names can be a child's own
public record Surroundings(Sandbox sandbox, Optional<Path> cache, Optional<String> self) {}
