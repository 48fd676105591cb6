package dev.samovar.spi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a child process computed of a program's code alone, such as the code compiled, for the processes after
/// it. Files are made by one process before it served an invocation, and are then the same for all that follow,
/// which cannot change them.
///
/// For any thread.
public interface ProgramCache {

    /// The directory with the files, once they are there.
    Optional<Path> directory();

    /// Whether a process that is about to load the program shall make the files: answers true to one at a time, until
    /// they are kept or nobody needs them. That one calls [#keep] or [#giveUp].
    boolean begin();

    /// The files that a process made; none if the program is not worth it.
    ///
    /// @param files their paths below the directory, and what is in them; what is not as it should be is not kept
    void keep(Map<String, byte[]> files);

    /// A process made no files; the next one may.
    void giveUp();
}
