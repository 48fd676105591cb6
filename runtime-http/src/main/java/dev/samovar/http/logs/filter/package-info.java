/// Filter patterns of CloudWatch Logs.
@NullMarked
package dev.samovar.http.logs.filter;

import org.jspecify.annotations.NullMarked;
