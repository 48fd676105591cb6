/// Decides whether a request may run: one permit for each request in flight, with Lambda's limits and reasons.
@NullMarked
package dev.samovar.core.governor;

import org.jspecify.annotations.NullMarked;
