/// AWS's keys where its tools keep them.
@NullMarked
package dev.samovar.cli.credentials;

import org.jspecify.annotations.NullMarked;
