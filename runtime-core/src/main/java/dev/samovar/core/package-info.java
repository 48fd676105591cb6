/// The engine: wires registry, governor, pool and telemetry into one runtime.
@NullMarked
package dev.samovar.core;

import org.jspecify.annotations.NullMarked;
