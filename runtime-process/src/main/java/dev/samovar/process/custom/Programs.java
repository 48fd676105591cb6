package dev.samovar.process.custom;

import dev.samovar.api.Isolation;
import dev.samovar.process.confine.Directories;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.function.Function;

/// Starts programs of functions. Safe for use by several threads.
public interface Programs {

    /// Starts a program that sees the directories of its sandbox from the start, in that of the code; its
    /// output goes to the sandbox's log.
    ///
    /// @param isolation how much it is kept apart
    /// @param command what is started, told where it sees its directories
    /// @throws IOException if it does not start
    RunningProgram start(Sandbox sandbox, Isolation isolation, Function<Directories, ProcessCommand> command)
            throws IOException;
}
