/// Whether one more request or environment start is allowed.
@NullMarked
package dev.samovar.core.governor;

import org.jspecify.annotations.NullMarked;
