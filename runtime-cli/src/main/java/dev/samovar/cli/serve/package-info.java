/// What `samovar serve` needs besides the endpoint itself.
@NullMarked
package dev.samovar.cli.serve;

import org.jspecify.annotations.NullMarked;
