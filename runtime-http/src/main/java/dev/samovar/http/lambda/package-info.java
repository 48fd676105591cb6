/// What each operation of the Lambda API does.
@NullMarked
package dev.samovar.http.lambda;

import org.jspecify.annotations.NullMarked;
