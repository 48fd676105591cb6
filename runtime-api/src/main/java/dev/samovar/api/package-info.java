/// The words a caller says: functions, versions, aliases, events, results, and the door [FunctionRuntime]
/// they go through.
@NullMarked
package dev.samovar.api;

import org.jspecify.annotations.NullMarked;
