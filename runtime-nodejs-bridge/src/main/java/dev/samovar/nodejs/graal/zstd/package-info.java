/// Zstandard, as RFC 8878 has it.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.zstd;
