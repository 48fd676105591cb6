/// The front door for hosts: a runtime assembled from the engine and its bridges.
@NullMarked
package dev.samovar;

import org.jspecify.annotations.NullMarked;
