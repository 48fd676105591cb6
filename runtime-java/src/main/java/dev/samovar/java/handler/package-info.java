/// Java handlers as Lambda's Java runtime finds and calls them.
@NullMarked
package dev.samovar.java.handler;

import org.jspecify.annotations.NullMarked;
