/// The places where the engine meets time, chance and threads: handed in, so that a whole runtime can run
/// under a simulation.
@NullMarked
package dev.samovar.core.seam;

import org.jspecify.annotations.NullMarked;
