/// What people see: Lambda's log lines, log stores, meters, traces.
@NullMarked
package dev.samovar.core.telemetry;

import org.jspecify.annotations.NullMarked;
