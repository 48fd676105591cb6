/// How much memory children use, and their end if it is too much.
@NullMarked
package dev.samovar.process.watch;

import org.jspecify.annotations.NullMarked;
