package dev.samovar.process.runtimeapi;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One extension of an environment: a program of its own, or a part of the runtime's process. Moved by the event loop
/// of its environment alone.
final class Extension {
    /// What an extension can be told of.
    enum Event {
        INVOKE,
        SHUTDOWN
    }

    /// What it is doing. The titles are those that AWS's emulator tells when it refuses a call.
    enum Step {
        STARTED("Started"),
        REGISTERED("Registered"),
        /// It asked for an event.
        READY("Ready"),
        /// It was told an event, and has not asked for the next one.
        RUNNING("Running"),
        FAILED_INIT("InitError"),
        FAILED("ExitError"),
        EXITED("Exited");

        private final String title;

        Step(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final String name;
    private final boolean external;
    private final UUID id = UUID.randomUUID();
    private volatile Set<Event> events = Set.of();
    private volatile Step step = Step.STARTED;
    private volatile String errorType = "";

    /// Who waits for an event, while it is ready and its connection there.
    private @Nullable Connection waiting;

    /// An event that it has not been told, since its connection was gone.
    private @Nullable Answer owed;

    /// @param external whether it is a program of its own
    Extension(String name, boolean external) {
        this.name = name;
        this.external = external;
    }

    String name() {
        return name;
    }

    boolean isExternal() {
        return external;
    }

    UUID id() {
        return id;
    }

    Step step() {
        return step;
    }

    boolean hears(Event event) {
        return events.contains(event);
    }

    /// Whether it still speaks.
    boolean isThere() {
        return step != Step.EXITED;
    }

    // --- what it does

    void register(Set<Event> wanted) {
        events = Set.copyOf(wanted);
        step = Step.REGISTERED;
    }

    /// It asks for an event. False if it may not now.
    boolean ask(Connection on) {
        boolean may = step == Step.REGISTERED || step == Step.RUNNING || (step == Step.READY && waiting == null);
        if (!may) return false;
        step = Step.READY;
        waiting = on;
        tellOwed();
        return true;
    }

    void disconnected(Connection on) {
        if (waiting == on) waiting = null;
    }

    /// Tells it an event now, or when it asks.
    void tell(Answer event) {
        owed = event;
        tellOwed();
    }

    private void tellOwed() {
        var on = waiting;
        var event = owed;
        if (step != Step.READY || on == null || event == null) return;
        step = Step.RUNNING;
        waiting = null;
        owed = null;
        on.answer(event);
    }

    /// It says that it fails, perhaps once more. False if it may not now.
    ///
    /// @param type of the failure, of which the first counts
    boolean fail(boolean inInit, String type) {
        var failed = inInit ? Step.FAILED_INIT : Step.FAILED;
        boolean may =
                step == failed || step == Step.REGISTERED || (!inInit && (step == Step.READY || step == Step.RUNNING));
        if (may && step != failed) {
            errorType = type;
            step = failed;
        }
        return may;
    }

    void exited() {
        step = Step.EXITED;
        waiting = null;
    }

    /// What the log says of it.
    ExtensionState told() {
        return new ExtensionState(
                name, step.title(), events.stream().sorted().map(Event::name).toList(), errorType);
    }
}
