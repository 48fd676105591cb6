/// Engine `ruby`: Lambda's Ruby runtimes on the Rubies of this machine.
@NullMarked
package dev.samovar.process.ruby;

import org.jspecify.annotations.NullMarked;
