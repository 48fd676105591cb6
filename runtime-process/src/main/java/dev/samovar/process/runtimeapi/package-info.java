/// Lambda's Runtime API over HTTP, for runtimes that are programs of their own.
@NullMarked
package dev.samovar.process.runtimeapi;

import org.jspecify.annotations.NullMarked;
