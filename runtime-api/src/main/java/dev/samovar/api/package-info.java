/// What callers say: functions, references, events, results and the door to the runtime.
@NullMarked
package dev.samovar.api;

import org.jspecify.annotations.NullMarked;
