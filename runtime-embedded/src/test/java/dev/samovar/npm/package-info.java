/// Packages from npm on every engine.
@NullMarked
package dev.samovar.npm;

import org.jspecify.annotations.NullMarked;
