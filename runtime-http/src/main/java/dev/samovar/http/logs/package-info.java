/// The CloudWatch Logs API on a log store: what each operation does, and how answers look.
@NullMarked
package dev.samovar.http.logs;

import org.jspecify.annotations.NullMarked;
