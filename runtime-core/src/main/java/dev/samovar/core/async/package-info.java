/// Asynchronous invocations: events that were accepted, wait, are tried again, and are told of.
@NullMarked
package dev.samovar.core.async;

import org.jspecify.annotations.NullMarked;
