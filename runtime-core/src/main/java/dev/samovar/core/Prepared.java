package dev.samovar.core;

import dev.samovar.spi.Bridge;
import dev.samovar.spi.Program;

/// A version's code as one engine prepared it.
record Prepared(Bridge bridge, Program program) {}
