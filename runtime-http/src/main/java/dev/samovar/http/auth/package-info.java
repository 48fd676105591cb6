/// Who makes a request, and whether they may: signatures of AWS's version 4, and what follows from them.
@NullMarked
package dev.samovar.http.auth;

import org.jspecify.annotations.NullMarked;
