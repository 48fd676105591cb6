/// The operations of an API and what they take, as data (`lambda.json` and the others), and what is wrong with a
/// request.
@NullMarked
package dev.samovar.http.shape;

import org.jspecify.annotations.NullMarked;
