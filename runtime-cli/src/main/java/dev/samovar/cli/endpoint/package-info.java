/// A running endpoint of the Lambda API, as the command's client sees it.
@NullMarked
package dev.samovar.cli.endpoint;

import org.jspecify.annotations.NullMarked;
