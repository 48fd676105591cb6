/// Control groups of Linux, of version 2, that the kernel holds children to their memory and their share of
/// the processor with.
@NullMarked
package dev.samovar.process.cgroup;

import org.jspecify.annotations.NullMarked;
