/// What encoders of compressed formats have in common.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.compress;
