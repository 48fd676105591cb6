/// What is promised to the engine by those who extend it: bridges, code sources, log stores, listeners.
@NullMarked
package dev.samovar.spi;

import org.jspecify.annotations.NullMarked;
