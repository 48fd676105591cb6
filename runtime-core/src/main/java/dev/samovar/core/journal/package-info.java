/// A store in a directory: an append-only journal of changes, and files that are named by their content.
@NullMarked
package dev.samovar.core.journal;

import org.jspecify.annotations.NullMarked;
