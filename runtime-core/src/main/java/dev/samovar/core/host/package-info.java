/// The HOST tier: handlers of the host itself, as functions.
@NullMarked
package dev.samovar.core.host;

import org.jspecify.annotations.NullMarked;
