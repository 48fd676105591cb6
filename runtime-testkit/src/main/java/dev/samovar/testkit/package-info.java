/// The promises every bridge keeps, to be run against each.
@NullMarked
package dev.samovar.testkit;

import org.jspecify.annotations.NullMarked;
