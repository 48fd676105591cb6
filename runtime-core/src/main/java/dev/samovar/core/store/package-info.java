/// Unpacks packages, once for each content, and keeps them as long as they are used.
@NullMarked
package dev.samovar.core.store;

import org.jspecify.annotations.NullMarked;
