/// Engine `python`: Lambda's Python runtimes on the Pythons of this machine.
@NullMarked
package dev.samovar.process.python;

import org.jspecify.annotations.NullMarked;
