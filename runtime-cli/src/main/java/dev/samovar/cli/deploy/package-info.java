/// Stacks: what a template declares, compared with what an endpoint holds, and made to hold there.
@NullMarked
package dev.samovar.cli.deploy;

import org.jspecify.annotations.NullMarked;
