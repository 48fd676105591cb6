/// Log lines, log groups and meters, made from what the engine tells.
@NullMarked
package dev.samovar.core.telemetry;

import org.jspecify.annotations.NullMarked;
