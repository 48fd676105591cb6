/// Tests of functions with JUnit: a runtime of its own for each test class, a clock that is moved by hand,
/// faults on demand.
@NullMarked
package dev.samovar.junit;

import org.jspecify.annotations.NullMarked;
