/// Where state is kept so that it outlives the process.
@NullMarked
package dev.samovar.core.store;

import org.jspecify.annotations.NullMarked;
