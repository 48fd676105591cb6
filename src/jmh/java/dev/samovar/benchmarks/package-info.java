/// Benchmarks; each says what one operation is.
@NullMarked
package dev.samovar.benchmarks;

import org.jspecify.annotations.NullMarked;
