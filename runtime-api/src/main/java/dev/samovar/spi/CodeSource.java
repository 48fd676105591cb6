package dev.samovar.spi;

import dev.samovar.api.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Brings a function's package to this machine.
public interface CodeSource {

    /// The package as a file or directory on disk that stays unchanged during the call of the reader, if this
    /// source knows the kind of code.
    ///
    /// @throws IOException if it knows the kind but cannot bring it
    Optional<Path> locate(Code code) throws IOException;
}
