package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.State;
import dev.samovar.core.pool.State.Initialising;
import dev.samovar.core.pool.State.Stopping;
import dev.samovar.core.seam.Nanos;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import dev.samovar.spi.InitException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings environments from `Starting` to work, on their own threads.
///
/// 1. A cold start initialises under the init limit, apart from the function's timeout.
/// 2. An initialisation that fails or runs out of time is done once more inside the invocation, under the
///    function's timeout; static code may therefore run twice, as on AWS.
/// 3. One that is killed and does not come back while it could be done once more is lost like an invocation that does
///    not: the caller is answered.
///
/// Source: AWS Lambda developer guide, "Understanding the Lambda execution environment lifecycle".
final class Initialiser {
    private static final String INIT = "init";
    private static final String INVOKE = "invoke";

    private final Timekeeper time;
    private final Books books;
    private final Duration limit;
    private final Duration provisionedLimit = Duration.ofMinutes(15);

    /// @param limit how long an on-demand initialisation may take
    Initialiser(Timekeeper time, Books books, Duration limit) {
        this.time = time;
        this.books = books;
        this.limit = limit;
    }

    /// Initialises a new environment and serves the call in it.
    void coldStart(Environment environment, Call call) {
        try {
            initialiseAndServe(environment, call);
        } catch (Throwable e) {
            call.breakDown(environment, e);
        }
    }

    private void initialiseAndServe(Environment environment, Call call) {
        long patience = Math.max(call.deployed().timeoutNanos(), time.killGraceNanos());
        var attempt = new Attempt(
                environment,
                call.deployed(),
                limit,
                patience,
                late -> call.lostInInit(environment, time.now() - patience));
        var fault = attempt.run(call);
        if (attempt.lost()) {
            call.cameBackAfterLoss(environment);
        } else if (fault == null) {
            call.initialised(environment, attempt.took());
        } else {
            initialiseInInvoke(environment, call);
        }
    }

    /// Initialises a reset environment, or one whose initialisation failed, inside the call.
    void initialiseInInvoke(Environment environment, Call call) {
        call.beginTime();
        environment.closeInstance();
        var deployed = call.deployed();
        long begun = time.now();
        var fault = specialise(environment, deployed);
        if (fault == null) {
            call.serve(environment);
            return;
        }
        var status = call.missedDeadline() ? Status.TIMEOUT : Status.ERROR;
        books.initEnded(environment, deployed, INVOKE, begun, status, fault);
        call.failedToInitialise(environment, asAnswer(fault));
    }

    /// Initialises a new environment that nobody waits for and puts it on its shelf.
    ///
    /// @param done hears the fault, or null when it went well
    void warm(Environment environment, Deployed deployed, Consumer<@Nullable Fault> done) {
        var within = environment.provisioned() ? provisionedLimit : limit;
        var attempt = new Attempt(environment, deployed, within, time.killGraceNanos(), late -> {
            environment.abandon("init did not end");
            done.accept(late);
        });
        var fault = attempt.run(null);
        if (attempt.lost()) {
            environment.cleanAfterAbandoned();
            return;
        }
        if (fault != null) environment.end("init failed");
        else environment.shelve(environment.state(), true, time.now());
        done.accept(fault);
    }

    /// Starts an instance if there is none, and loads the version's code into it. Answers why it
    /// failed, or null.
    private @Nullable Fault specialise(Environment environment, Deployed deployed) {
        try {
            environment.startInstance();
            environment.specialise(deployed.programOf(environment.bridge()));
            return null;
        } catch (InitException e) {
            return e.fault();
        } catch (Throwable e) {
            books.bridgeFailed(deployed, e);
            return PlatformFaults.exited(books.newId(), "Runtime exited with error: " + e);
        }
    }

    /// The fault as the caller is told.
    private static Fault asAnswer(Fault fault) {
        if (fault.kind() == Fault.Kind.EXIT) return fault;
        return new Fault(Fault.Kind.INIT, fault.errorType(), fault.errorMessage(), fault.payload());
    }

    /// One initialisation of a new environment, apart from any invocation.
    private final class Attempt {
        private final Environment environment;
        private final Deployed deployed;
        private final Duration limit;
        private final Consumer<Fault> onLoss;
        private final Initialising within;
        private final long begun = time.now();
        private final long lostAt;

        /// The state since it was killed last.
        private Initialising overdue;

        private boolean lost;
        private Duration took = Duration.ZERO;

        /// @param patience how many nanoseconds it may take to come back once it was killed
        /// @param onLoss hears, on the watch's thread, that it did not
        Attempt(Environment environment, Deployed deployed, Duration limit, long patience, Consumer<Fault> onLoss) {
            this.environment = environment;
            this.deployed = deployed;
            this.limit = limit;
            this.onLoss = onLoss;
            long end = time.deadlinesPaused() ? Long.MAX_VALUE / 2 : begun + Nanos.of(limit);
            lostAt = end + patience;
            within = new Initialising(end, this::kill);
            overdue = within;
        }

        /// Kills it, and again after each grace, because an interrupt can be swallowed. On the watch's thread.
        private void kill() {
            long until = Math.min(lostAt, time.now() + time.killGraceNanos());
            var before = overdue;
            overdue = new Initialising(until, this::expire);
            if (!environment.move(before, overdue)) return;
            time.watch(until);
            environment.kill();
        }

        private void expire() {
            if (time.now() < lostAt) kill();
            else if (environment.move(overdue, new Stopping("init did not end"))) onLoss.accept(late());
        }

        private Fault late() {
            return PlatformFaults.timedOut(books.newId(), limit);
        }

        /// Runs it, and leaves the environment `Busy` with the call, or `Initialising` without an end if
        /// there is none.
        @Nullable
        Fault run(@Nullable Call call) {
            environment.move(environment.state(), within);
            time.watch(within.deadline());
            books.initBegins(environment, deployed);
            var fault = specialise(environment, deployed);
            took = Duration.ofNanos(time.now() - begun);
            State next = call == null ? new Initialising(Long.MAX_VALUE, () -> {}) : call;
            if (environment.move(within, next)) {
                books.initEnded(
                        environment, deployed, INIT, begun, fault == null ? Status.SUCCESS : Status.ERROR, fault);
                return fault;
            }
            lost = !comesBack(next);
            if (!lost) books.initEnded(environment, deployed, INIT, begun, Status.TIMEOUT, late());
            return late();
        }

        /// Whether it was killed, and came back in time.
        private boolean comesBack(State next) {
            while (environment.state() instanceof Initialising killed) if (environment.move(killed, next)) return true;
            return false;
        }

        boolean lost() {
            return lost;
        }

        Duration took() {
            return took;
        }
    }
}
