package dev.samovar.spi;

import dev.samovar.api.FunctionVersion;
import java.util.Map;

/// What a host gives functions besides Lambda's own variables, such as credentials and where AWS's services
/// are. A function's configuration goes over it, except over credentials. Asked once for each environment, by
/// several threads.
@FunctionalInterface
public interface FunctionVariables {
    /// The variables of one version.
    Map<String, String> of(FunctionVersion version);
}
