package dev.samovar.process.runtimeapi;

import dev.samovar.spi.RuntimeInvocation;

/// What a runtime is doing. The names are those that AWS's emulator tells when it refuses a call.
sealed interface State {

    /// What refusals call it.
    String title();

    /// It was started and has not asked for anything.
    record Started() implements State {
        @Override
        public String title() {
            return "Started";
        }
    }

    /// It was told to go on after its snapshot.
    record Restoring() implements State {
        @Override
        public String title() {
            return "Restoring";
        }
    }

    /// It asked for an invocation and waits on this connection.
    record Waiting(Connection on) implements State {
        @Override
        public String title() {
            return "Ready";
        }
    }

    /// It asked for an invocation, and the connection is gone.
    record Away() implements State {
        @Override
        public String title() {
            return "Ready";
        }
    }

    /// It has an invocation, or gets it when it asks again.
    record Running(RuntimeInvocation invocation) implements State {
        @Override
        public String title() {
            return "Running";
        }
    }

    /// Its answer is being read.
    record Answering(RuntimeInvocation invocation, boolean error) implements State {
        @Override
        public String title() {
            return error ? "InvocationErrorResponse" : "InvocationResponse";
        }
    }

    /// Its invocation is answered.
    record Answered() implements State {
        @Override
        public String title() {
            return "RuntimeResponseSentState";
        }
    }

    /// It told that it cannot be initialised or restored.
    record FailedInit() implements State {
        @Override
        public String title() {
            return "InitError";
        }
    }
}
