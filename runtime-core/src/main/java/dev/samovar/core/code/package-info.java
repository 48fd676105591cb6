/// Unpacks packages, once for each content, and keeps them as long as they are used.
@NullMarked
package dev.samovar.core.code;

import org.jspecify.annotations.NullMarked;
