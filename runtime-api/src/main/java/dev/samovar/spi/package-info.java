/// What the engine asks of those who extend it: bridges that run code, stores that keep logs, listeners that
/// hear of it all.
@NullMarked
package dev.samovar.spi;

import org.jspecify.annotations.NullMarked;
