/// Engine `node`: Lambda's Node.js runtimes on a real Node, each environment in a child process.
@NullMarked
package dev.samovar.nodejs.process;

import org.jspecify.annotations.NullMarked;
