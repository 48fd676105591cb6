/// What clients are answered, whatever they asked for.
@NullMarked
package dev.samovar.http.answer;

import org.jspecify.annotations.NullMarked;
