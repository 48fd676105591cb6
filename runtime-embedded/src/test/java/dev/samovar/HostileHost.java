package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A host of its own process, with a function of every language in which a program of `stress-ng` runs, which waits to
/// be killed.
final class HostileHost {
    private HostileHost() {}

    /// @param arguments where to write code, and a variable that all functions have, whose value ends with the language
    public static void main(String[] arguments) {
        try (var runtime = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(ChildProcesses.launcher())
                .build()) {
            var callers = new ArrayList<Thread>();
            var variable = arguments[1].split("=", 2);
            for (var language : HostileLanguage.values()) {
                var code = language.code(Path.of(arguments[0]), List.of(HostilePrograms.forever()));
                runtime.create(language.function(language.name(), code)
                        .environment(variable[0], variable[1] + language)
                        .timeout(Duration.ofMinutes(2)));
                callers.add(Thread.ofPlatform()
                        .start(() -> runtime.invoke(language.name(), Event.json("\"run forever\""))));
            }
            for (var caller : callers) caller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
