/// OpenSSL's algorithms by the names that Node's programs use, done by the JDK's providers.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.crypto;
