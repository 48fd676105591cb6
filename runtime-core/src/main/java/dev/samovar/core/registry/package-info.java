/// Functions, their versions and their aliases, as immutable snapshots.
@NullMarked
package dev.samovar.core.registry;

import org.jspecify.annotations.NullMarked;
