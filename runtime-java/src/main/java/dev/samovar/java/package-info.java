/// The bridge that runs Java handlers in this JVM.
@NullMarked
package dev.samovar.java;

import org.jspecify.annotations.NullMarked;
