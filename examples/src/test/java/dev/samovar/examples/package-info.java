/// The examples, built and run as a reader would.
@NullMarked
package dev.samovar.examples;

import org.jspecify.annotations.NullMarked;
