package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.State.Initialising;
import dev.samovar.core.telemetry.PlatformEvent;
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
/// 3. One that is killed and does not come back is lost like an invocation that does not: the caller is
///    answered.
///
/// Source: contract of Invoke, section 5 "Lifecycle of a sandbox".
final class Initialiser {
    private static final String INIT = "init";
    private static final String INVOKE = "invoke";

    private final Invoker invoker;
    private final Duration limit;
    private final Duration provisionedLimit = Duration.ofMinutes(15);

    /// @param limit how long an on-demand initialisation may take
    Initialiser(Invoker invoker, Duration limit) {
        this.invoker = invoker;
        this.limit = limit;
    }

    /// Initialises a new environment and serves the call in it.
    void coldStart(Environment place, Call call) {
        var attempt = new Attempt(place, call.deployed(), limit, () -> call.lostInInit(place));
        var fault = attempt.run(call);
        if (attempt.lost()) {
            call.cameBackAfterLoss(place);
        } else if (fault == null) {
            call.initialised(attempt.took());
            call.serve(place);
        } else {
            initialiseInInvoke(place, call);
        }
    }

    /// Initialises a reset environment, or one whose initialisation failed, inside the call.
    void initialiseInInvoke(Environment place, Call call) {
        call.beginTime();
        place.closeInstance();
        var deployed = call.deployed();
        long begun = invoker.now();
        try {
            place.startInstance();
            place.specialise(deployed.program());
        } catch (InitException e) {
            report(place, deployed, INVOKE, begun, Status.ERROR, e.fault());
            call.failedToInitialise(place, asAnswer(e.fault(), call));
            return;
        }
        call.serve(place);
    }

    /// Initialises a new environment that nobody waits for and puts it on its shelf.
    ///
    /// @param done hears the fault, or null when it went well
    void warm(Environment place, Deployed deployed, Consumer<@Nullable Fault> done) {
        var attempt = new Attempt(place, deployed, provisionedLimit, () -> place.abandon("init did not end"));
        var fault = attempt.run(null);
        if (attempt.lost()) place.cleanAfterAbandoned();
        else if (fault != null) place.end("init failed");
        else place.shelve(place.state(), true, invoker.now());
        done.accept(fault);
    }

    private void report(
            Environment place, Deployed deployed, String phase, long begun, Status status, @Nullable Fault fault) {
        var took = Duration.ofNanos(invoker.now() - begun);
        invoker.listeners().initialised(deployed.version(), took, fault);
        boolean quiet = status == Status.SUCCESS && !place.provisioned();
        if (quiet) return;
        invoker.log(place)
                .platform(new PlatformEvent.InitReport(
                        invoker.millisAt(invoker.now()),
                        deployed.version(),
                        place.sandbox().initializationType(),
                        phase,
                        took,
                        status,
                        fault == null || status == Status.TIMEOUT ? null : fault.errorType()));
    }

    /// The fault as the caller is told: a runtime that ended by itself is named with the request.
    private static Fault asAnswer(Fault fault, Call call) {
        if (fault.kind() == Fault.Kind.EXIT) return PlatformFaults.exited(call.requestId(), fault.errorMessage());
        return new Fault(Fault.Kind.INIT, fault.errorType(), fault.errorMessage(), fault.payload());
    }

    /// One initialisation of a new environment, apart from any invocation.
    private final class Attempt {
        private final Environment place;
        private final Deployed deployed;
        private final Initialising within;
        private final Initialising overdue;
        private final long begun = invoker.now();
        private boolean lost;
        private Duration took = Duration.ZERO;

        Attempt(Environment place, Deployed deployed, Duration limit, Runnable onLoss) {
            this.place = place;
            this.deployed = deployed;
            long end = invoker.deadlinesPaused() ? Long.MAX_VALUE / 2 : begun + limit.toNanos();
            overdue = new Initialising(end + invoker.killGraceNanos(), onLoss);
            within = new Initialising(end, this::expire);
        }

        private void expire() {
            if (!place.move(within, overdue)) return;
            invoker.watch(overdue.deadline());
            place.kill();
        }

        /// Runs it, and leaves the environment `Busy` with the call, or `Initialising` if there is none.
        @Nullable
        Fault run(@Nullable Call call) {
            Fault fault = null;
            place.move(place.state(), within);
            invoker.watch(within.deadline());
            try {
                place.startInstance();
                invoker.logInitStart(place, deployed);
                place.specialise(deployed.program());
            } catch (InitException e) {
                fault = e.fault();
            }
            took = Duration.ofNanos(invoker.now() - begun);
            if (moveOn(within, call)) {
                report(place, deployed, INIT, begun, fault == null ? Status.SUCCESS : Status.ERROR, fault);
                return fault;
            }
            var late = PlatformFaults.timedOut(invoker.newId(), limit);
            if (moveOn(overdue, call)) report(place, deployed, INIT, begun, Status.TIMEOUT, late);
            else lost = true;
            return late;
        }

        private boolean moveOn(Initialising from, @Nullable Call call) {
            return call == null ? place.state() == from : place.move(from, call);
        }

        boolean lost() {
            return lost;
        }

        Duration took() {
            return took;
        }
    }
}
