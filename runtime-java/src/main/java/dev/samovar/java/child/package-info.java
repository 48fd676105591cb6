/// Engine `java` in child processes: Lambda's Java runtimes, each environment in a JVM of its own.
@NullMarked
package dev.samovar.java.child;

import org.jspecify.annotations.NullMarked;
