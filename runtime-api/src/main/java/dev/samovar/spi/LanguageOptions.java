package dev.samovar.spi;

import java.nio.file.Path;
import java.util.List;

/// What a host says about the languages that a launcher's engines run.
///
/// @param pythons Pythons, as programs or directories with them, that are preferred to those of the machine
/// @param rubies the same of Ruby
/// @param debuggerPort where functions wait for a debugger, or 0
public record LanguageOptions(List<Path> pythons, List<Path> rubies, int debuggerPort) {
    public LanguageOptions {
        pythons = List.copyOf(pythons);
        rubies = List.copyOf(rubies);
    }
}
