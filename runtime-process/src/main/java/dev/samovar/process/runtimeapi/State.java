package dev.samovar.process.runtimeapi;

import dev.samovar.spi.RuntimeInvocation;

/// What a runtime is doing. The names are those that AWS's emulator tells when it refuses a call.
sealed interface State {

    /// What refusals call it.
    default String title() {
        return switch (this) {
            case Started _ -> "Started";
            case Restoring _ -> "Restoring";
            case Waiting _, Away _ -> "Ready";
            case Running _ -> "Running";
            case Answering(var _, boolean error) -> error ? "InvocationErrorResponse" : "InvocationResponse";
            case Answered _ -> "RuntimeResponseSentState";
            case FailedInit _ -> "InitError";
        };
    }

    /// It was started and has not asked for anything.
    record Started() implements State {}

    /// It was told to go on after its snapshot.
    record Restoring() implements State {}

    /// It asked for an invocation and waits on this connection.
    record Waiting(Connection on) implements State {}

    /// It asked for an invocation, and the connection is gone.
    record Away() implements State {}

    /// It has an invocation, or gets it when it asks again.
    record Running(RuntimeInvocation invocation) implements State {}

    /// Its answer is being read.
    record Answering(RuntimeInvocation invocation, boolean error) implements State {}

    /// Its invocation is answered.
    record Answered(RuntimeInvocation invocation) implements State {}

    /// It told that it cannot be initialised or restored.
    record FailedInit() implements State {}
}
