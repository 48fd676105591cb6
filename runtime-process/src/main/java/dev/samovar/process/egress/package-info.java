/// What sandboxed children reach of a network: proxies and forwards of this JVM, which know the rules.
@NullMarked
package dev.samovar.process.egress;

import org.jspecify.annotations.NullMarked;
