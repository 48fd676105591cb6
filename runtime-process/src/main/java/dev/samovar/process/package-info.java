/// Starts, connects and ends the child processes that functions run in.
@NullMarked
package dev.samovar.process;

import org.jspecify.annotations.NullMarked;
