package dev.samovar.nodejs.graal.compress;

/// Some literals, then a copy of what came `distance` bytes before; the last of a block may have no copy.
///
/// @param repeated whether the distance is that of the copy before
public record Match(int literals, int copied, int distance, boolean repeated) {}
