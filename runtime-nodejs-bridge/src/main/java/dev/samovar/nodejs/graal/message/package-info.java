/// The messages of the language's own errors, as V8 writes them. Code reads them, people know them, and so
/// they belong to what a function may expect of Node.
@NullMarked
package dev.samovar.nodejs.graal.message;

import org.jspecify.annotations.NullMarked;
