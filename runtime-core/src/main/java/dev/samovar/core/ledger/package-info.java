/// What the parts of an engine have written down, as records of their own kinds in a store.
@NullMarked
package dev.samovar.core.ledger;

import org.jspecify.annotations.NullMarked;
