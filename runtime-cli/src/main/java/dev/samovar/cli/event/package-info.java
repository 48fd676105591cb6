/// Sample events of the services that invoke functions.
@NullMarked
package dev.samovar.cli.event;

import org.jspecify.annotations.NullMarked;
