/// Engines of scripts: languages whose functions run on interpreters of this machine, in child processes that
/// begin with a runtime of ours and wait for their function.
@NullMarked
package dev.samovar.process.script;

import org.jspecify.annotations.NullMarked;
