package dev.samovar.core.pool;

import org.jspecify.annotations.Nullable;

/// What an environment is doing. One value, moved by compare-and-set; each state carries its own data.
///
/// ```
/// Starting → Blank → Initialising → Idle ⇄ Busy → Stopping → Dead
///                         ↑                 ↓
///                         └──── Reset ──────┘
/// ```
public sealed interface State {

    /// Its instance is being started.
    record Starting() implements State {}

    /// Its instance waits to be told what to run.
    record Blank() implements State {}

    /// It loads a version's code and runs its initialisation.
    final class Initialising implements State, Timed {
        private final long deadline;
        private final Runnable onExpiry;

        /// @param onExpiry runs on the watch's thread when the deadline has passed
        public Initialising(long deadline, Runnable onExpiry) {
            this.deadline = deadline;
            this.onExpiry = onExpiry;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public void expired(Environment environment) {
            onExpiry.run();
        }
    }

    /// It waits on a shelf, with its code initialised or (after a reset) not.
    abstract sealed class Shelved implements State, Timed permits Idle, Reset {
        private final Environment environment;
        private final long since;
        volatile @Nullable Shelved next;

        Shelved(Environment environment, long since) {
            this.environment = environment;
            this.since = since;
        }

        Environment environment() {
            return environment;
        }

        /// Since when it waits.
        public long since() {
            return since;
        }

        @Override
        public long deadline() {
            return environment.idleDeadline(since);
        }

        @Override
        public void expired(Environment environment) {
            environment.retireIdle(this, "idle");
        }
    }

    /// It waits for a request, ready to run.
    final class Idle extends Shelved {
        Idle(Environment environment, long since) {
            super(environment, since);
        }
    }

    /// Its instance was ended by a deadline or a crash; the sandbox waits for a request, which
    /// initialises it again.
    final class Reset extends Shelved {
        Reset(Environment environment, long since) {
            super(environment, since);
        }
    }

    /// It serves a request. Extended by what the request is, so that a warm invocation allocates one object.
    abstract non-sealed class Busy implements State, Timed {
        protected Busy() {}
    }

    /// It is being ended.
    record Stopping(String why) implements State {}

    /// It is gone.
    record Dead(String why) implements State {}
}
