/// What the code of a package reaches, found in its files without running any of them.
@NullMarked
package dev.samovar.nodejs.graal.reach;

import org.jspecify.annotations.NullMarked;
