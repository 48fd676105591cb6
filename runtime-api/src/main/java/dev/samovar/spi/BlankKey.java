package dev.samovar.spi;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import java.util.Map;

/// What must be fixed before an instance starts, and therefore which blanks fit which functions.
///
/// @param isolation the tier
/// @param runtime the runtime
/// @param memoryMb the memory that is enforced from the start, or 0 where it is not
/// @param variables environment variables that must be there when the instance starts
public record BlankKey(Isolation isolation, RuntimeId runtime, int memoryMb, Map<String, String> variables) {}
