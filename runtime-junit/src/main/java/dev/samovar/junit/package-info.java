/// A runtime and its functions, injected into JUnit tests.
@NullMarked
package dev.samovar.junit;

import org.jspecify.annotations.NullMarked;
