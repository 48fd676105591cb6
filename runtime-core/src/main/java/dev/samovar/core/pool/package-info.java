/// Environments: where function versions run, one request at a time, and how the next one is found,
/// started and ended.
@NullMarked
package dev.samovar.core.pool;

import org.jspecify.annotations.NullMarked;
