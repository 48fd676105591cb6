/// Encoding Brotli: RFC 7932, without the static dictionary.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.brotli;
