package dev.samovar.cli;

import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.endpoint.LogEvents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `samovar logs`: what a function wrote, as an endpoint keeps it.
final class LogsCommand {
    /// Waits between two looks.
    @FunctionalInterface
    interface Pause {
        void await() throws InterruptedException;
    }

    private final Endpoint endpoint;
    private final Console console;
    private final Pause pause;

    LogsCommand(Endpoint endpoint, Console console, Pause pause) {
        this.endpoint = endpoint;
        this.console = console;
        this.pause = pause;
    }

    /// @param name a function, or a log group, which begins with a slash
    /// @param since when the first event is that is shown
    /// @param follow whether it goes on until interrupted
    int run(String name, Instant since, boolean follow) throws InterruptedException {
        var events = new LogEvents(endpoint, group(name), since);
        int shown = show(events);
        if (!follow && shown == 0)
            console.note("no log events of " + name + " since " + since.truncatedTo(ChronoUnit.SECONDS));
        while (follow) {
            pause.await();
            show(events);
        }
        return ExitStatus.OK;
    }

    private String group(String name) {
        if (name.startsWith("/")) return name;
        var configuration = endpoint.get(LambdaPaths.configuration(name, null));
        return configuration
                .path("LoggingConfig")
                .path("LogGroup")
                .asString("/aws/lambda/" + configuration.path("FunctionName").asString(name));
    }

    private int show(LogEvents events) {
        var found = events.next();
        for (var event : found) console.event(event.time(), event.message());
        return found.size();
    }
}
