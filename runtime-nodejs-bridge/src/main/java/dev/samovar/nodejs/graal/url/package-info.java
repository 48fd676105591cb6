/// URLs as browsers and Node have them: the WHATWG URL Standard.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.url;
