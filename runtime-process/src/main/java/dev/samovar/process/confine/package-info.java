/// How children are started and kept together, and what they see of the machine.
@NullMarked
package dev.samovar.process.confine;

import org.jspecify.annotations.NullMarked;
