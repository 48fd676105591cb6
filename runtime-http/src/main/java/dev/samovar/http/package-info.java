/// The Lambda API over HTTP. It keeps no state: everything it is told goes to a [dev.samovar.api.FunctionRuntime].
@NullMarked
package dev.samovar.http;

import org.jspecify.annotations.NullMarked;
