/// The `samovar` command.
@NullMarked
package dev.samovar.cli;

import org.jspecify.annotations.NullMarked;
