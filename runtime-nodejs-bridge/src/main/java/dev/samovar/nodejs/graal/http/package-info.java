/// The messages of HTTP/1 as they come over a connection, read as strictly as Node reads them: what two
/// parsers could read in two ways is refused.
@NullMarked
package dev.samovar.nodejs.graal.http;

import org.jspecify.annotations.NullMarked;
