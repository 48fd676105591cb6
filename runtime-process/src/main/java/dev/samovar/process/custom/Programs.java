package dev.samovar.process.custom;

import dev.samovar.api.Isolation;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.runtimeapi.Endpoint;
import dev.samovar.process.runtimeapi.Sockets;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.Optional;

/// Starts programs of functions. Safe for use by several threads.
public interface Programs {

    /// Why programs cannot be started that are kept apart so, as a sentence; empty if they can.
    Optional<String> refusal(Isolation isolation);

    /// What leads to a program that is kept apart so, if it has no network; empty for one that reaches this machine's
    /// loopback interface.
    ///
    /// @throws IOException if there is a [#refusal]
    Optional<Sockets> sockets(Isolation isolation) throws IOException;

    /// Starts a program that sees the directories of its sandbox from the start, in that of the code; its
    /// output goes to the sandbox's log.
    ///
    /// @param isolation how much it is kept apart
    /// @param api where it finds the Runtime API, by the answer of [#sockets]
    /// @param described what is started
    /// @throws IOException if it does not start
    RunningProgram start(Sandbox sandbox, Isolation isolation, Endpoint api, Described described) throws IOException;

    /// What is started, once it is known how it sees the world.
    interface Described {

        /// The command.
        ///
        /// @param seen where it sees its directories
        /// @param record the beginning, as `printf %b` has it, of what a shell above the function tells in its
        ///     output: a byte that says of what kind, four of length and a text follow
        ProcessCommand command(Directories seen, String record);
    }
}
