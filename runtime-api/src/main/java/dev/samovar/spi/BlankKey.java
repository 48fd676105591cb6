package dev.samovar.spi;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import java.util.Map;

/// What must be fixed before an instance starts, and therefore which blanks of a bridge fit which of its functions. A
/// bridge is never given the blanks of another one.
///
/// @param isolation the tier
/// @param runtime the runtime, or a name of the bridge's own where its blanks fit several
/// @param memoryMb the memory that is enforced from the start, or 0 where it is not
/// @param variables environment variables that must be there when the instance starts
public record BlankKey(Isolation isolation, RuntimeId runtime, int memoryMb, Map<String, String> variables) {}
