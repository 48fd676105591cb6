/// TLS of Node.js functions over the JDK's engine. Knows nothing of JavaScript, sockets or loops.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal.tls;
