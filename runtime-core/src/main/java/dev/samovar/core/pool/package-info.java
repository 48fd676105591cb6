/// Environments: claimed, prepared, reused and retired.
@NullMarked
package dev.samovar.core.pool;

import org.jspecify.annotations.NullMarked;
