/// Brotli, as RFC 7932 has it; encoded without the static dictionary.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.brotli;
