/// Engine `custom`: runtimes that are programs of a function's own package or layers.
@NullMarked
package dev.samovar.process.custom;

import org.jspecify.annotations.NullMarked;
