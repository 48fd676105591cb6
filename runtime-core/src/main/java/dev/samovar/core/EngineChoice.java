package dev.samovar.core;

import static dev.samovar.core.registry.Refusals.invalid;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses the engine of a function.
///
/// 1. A candidate has the isolation wanted, claims the function and meets no obstacle on this machine; of a pinned
///    function it is the engine named. An engine that can isolate in several ways does so as little as it may.
/// 2. The first candidate that has no objection to the package runs it; if all object, the first.
/// 3. One that objects later, by what invocations showed, gives way to the next candidate after it.
final class EngineChoice {
    private final List<Bridge> bridges;
    private final Isolation floor;

    /// @param bridges the most preferred first
    /// @param floor the least isolation of any function
    EngineChoice(List<Bridge> bridges, Isolation floor) {
        this.bridges = bridges;
        this.floor = floor;
    }

    /// An engine that can run a function, and why.
    record Candidate(Bridge bridge, String reason) {}

    /// Those that can run such a function, the most preferred first.
    ///
    /// @throws RequestRefusedException if there is none
    List<Candidate> candidates(FunctionSpec spec) {
        var least = least(spec);
        boolean isHost = least == Isolation.HOST;
        var found = new ArrayList<Candidate>();
        var obstacles = new LinkedHashSet<String>();
        for (var bridge : bridges) {
            if (spec.engine() != null && !spec.engine().equals(bridge.engine())) continue;
            if (isHost != (bridge.isolation() == Isolation.HOST) || !isolates(bridge, least)) continue;
            if (found.stream().anyMatch(it -> it.bridge().engine().equals(bridge.engine()))) continue;
            var reason = bridge.claims(spec);
            if (reason.isEmpty()) continue;
            var obstacle = bridge.obstacle();
            if (obstacle.isPresent()) obstacles.add(obstacle.get());
            else found.add(new Candidate(bridge, spec.engine() == null ? reason.get() : "pinned by the function"));
        }
        if (found.isEmpty()) throw nothingRuns(spec, least, obstacles);
        return found;
    }

    /// The least isolation that a function gets. A handler of the host's own is the host's affair; any other is never
    /// kept apart less than by the floor, whatever was asked for when it was written.
    private Isolation least(FunctionSpec spec) {
        var wanted = spec.isolation();
        if (wanted == null) return floor;
        if (wanted != Isolation.HOST && wanted.compareTo(floor) < 0)
            throw invalid("The function asks for isolation " + wanted + ", below this runtime's floor " + floor + ".");
        return wanted;
    }

    private static boolean isolates(Bridge bridge, Isolation least) {
        return bridge.isolation().compareTo(least) >= 0;
    }

    private RequestRefusedException nothingRuns(FunctionSpec spec, Isolation least, Set<String> obstacles) {
        if (!obstacles.isEmpty()) return invalid(String.join(" ", obstacles));
        if (!runs(spec.runtime()))
            return invalid("Runtime " + spec.runtime() + " does not run in this version of Samovar; those that do are "
                    + running() + "." + wayOut(spec, least));
        var known = bridges.stream()
                .map(bridge -> bridge.engine() + " (" + bridge.isolation() + ")")
                .collect(Collectors.joining(", "));
        return invalid("No engine here runs runtime " + spec.runtime()
                + (spec.engine() == null ? "" : " on engine " + spec.engine()) + " with isolation " + least
                + "; there are: " + known + "." + wayOut(spec, least));
    }

    /// Whether any engine runs functions of a runtime, however it isolates them.
    private boolean runs(RuntimeId runtime) {
        var any = FunctionSpec.of("any", runtime, new Code.Zip(Payload.EMPTY));
        return bridges.stream().anyMatch(bridge -> bridge.claims(any).isPresent());
    }

    private String running() {
        var names = RuntimeId.creatable().stream()
                .filter(name -> runs(new RuntimeId(name)))
                .toList();
        if (names.size() < 2) return names.isEmpty() ? "none" : names.getFirst();
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// Where an engine comes from that this runtime could have.
    private static String wayOut(FunctionSpec spec, Isolation least) {
        var launcher = "the dependency dev.samovar:samovar-process, given to"
                + " Samovar.builder().processes(ChildProcesses.launcher()).";
        if (spec.runtime().pythonMinor().isPresent())
            return " Python functions need a Python from 3.8 on on this machine, in PATH or named by SAMOVAR_PYTHON, and "
                    + launcher;
        if (spec.runtime().rubyVersion().isPresent())
            return " Ruby functions need a Ruby from 3.1 on on this machine, in PATH or named by SAMOVAR_RUBY, and "
                    + launcher;
        if (spec.runtime().isJava() && least == Isolation.PROCESS)
            return " Java functions that are kept apart by processes need " + launcher;
        if (spec.runtime().isCustom()) return " Custom runtimes need " + launcher;
        boolean isNode = spec.runtime().nodeMajor().isPresent() && least == Isolation.PROCESS;
        return isNode || "node".equals(spec.engine())
                ? " Engine node needs a Node.js on this machine, in PATH or named by SAMOVAR_NODE, and " + launcher
                : "";
    }

    /// The one of several candidates that suits a package, with the objections of those before it.
    static Candidate suiting(List<Candidate> candidates, Deployment deployment) {
        if (candidates.size() == 1) return candidates.getFirst();
        var objections = new ArrayList<String>();
        for (var candidate : candidates) {
            var objection = candidate.bridge().objection(deployment);
            if (objection.isEmpty()) return because(candidate, objections);
            objections.add(objection.get());
        }
        return because(candidates.getFirst(), objections);
    }

    private static Candidate because(Candidate chosen, List<String> objections) {
        if (objections.isEmpty()) return chosen;
        return new Candidate(chosen.bridge(), chosen.reason() + ", since " + String.join("; ", objections));
    }

    /// The candidate after an engine that objects to a function, if there is one that does not.
    Optional<Candidate> after(Bridge before, Deployment deployment) {
        return candidates(deployment.spec()).stream()
                .dropWhile(candidate -> !candidate.bridge().equals(before))
                .skip(1)
                .filter(candidate -> candidate.bridge().objection(deployment).isEmpty())
                .findFirst();
    }

    /// The bridge that runs a function on the engine that was chosen for it when it was written, maybe in another
    /// process, with another floor and on another machine.
    ///
    /// @throws RequestRefusedException if none of that engine keeps it apart enough here, or can run
    Bridge of(FunctionSpec spec, String engine) {
        var least = least(spec);
        var ofEngine = bridges.stream()
                .filter(bridge -> bridge.engine().equals(engine))
                .toList();
        if (ofEngine.isEmpty()) throw invalid("The function was written for engine " + engine + ", which is not here.");
        var chosen = ofEngine.stream()
                .filter(bridge -> isolates(bridge, least))
                .findFirst()
                .orElseThrow(() -> invalid("The function was written for engine " + engine
                        + ", which does not give isolation " + least + " here. An engine that does is looked for when"
                        + " its code is updated."));
        var obstacle = chosen.obstacle();
        if (obstacle.isPresent()) throw invalid(obstacle.get());
        return chosen;
    }
}
