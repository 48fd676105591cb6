/// Function URLs: requests of anybody's that become events, and the answers that become responses.
@NullMarked
package dev.samovar.http.url;

import org.jspecify.annotations.NullMarked;
