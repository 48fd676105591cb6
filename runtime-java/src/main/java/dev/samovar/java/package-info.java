/// Runs Java handlers in this JVM, each environment in its own class loader.
@NullMarked
package dev.samovar.java;

import org.jspecify.annotations.NullMarked;
