/// The engine: decides which version runs, whether it may, and where; keeps the books.
@NullMarked
package dev.samovar.core;

import org.jspecify.annotations.NullMarked;
