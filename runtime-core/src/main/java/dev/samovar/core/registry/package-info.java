/// Knows which functions there are: their versions, aliases, states and revisions.
@NullMarked
package dev.samovar.core.registry;

import org.jspecify.annotations.NullMarked;
