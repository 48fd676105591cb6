package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.Shelf;
import dev.samovar.core.pool.State;
import dev.samovar.core.registry.Registry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves versions to another engine when the one they run on objects to what it saw of them.
///
/// 1. The other engine prepares the code in the background, and one environment is initialised on it. Only when
///    that went well does the version move; else it stays where it is, for good.
/// 2. New environments start on the new engine from then on. One of the old engine goes on serving until another
///    is ready in its place: no request waits for the change.
/// 3. A function that is pinned to its engine stays there.
final class Promotion {
    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

    private final Registry<Deployed> registry;
    private final Invoker invoker;
    private final EngineChoice choice;
    private final Listeners listeners;
    private final Executor background;
    private final Set<Environment> beingReplaced = ConcurrentHashMap.newKeySet();

    Promotion(
            Registry<Deployed> registry,
            Invoker invoker,
            EngineChoice choice,
            Listeners listeners,
            Executor background) {
        this.registry = registry;
        this.invoker = invoker;
        this.choice = choice;
        this.listeners = listeners;
        this.background = background;
    }

    /// Looks at a version after an environment served a request of it.
    void look(Deployed deployed, Environment environment) {
        var engine = deployed.engine();
        if (!environment.bridge().equals(engine.bridge())) {
            replace(deployed, environment);
            return;
        }
        var objection = engine.program().objection();
        if (objection.isEmpty() || deployed.version().spec().engine() != null || !deployed.beginMove(engine)) return;
        background.execute(() -> promote(deployed, engine, objection.get(), environment));
    }

    private void promote(Deployed deployed, Prepared from, String why, Environment environment) {
        if (!deployed.enter()) return;
        try {
            var next = choice.after(from.bridge(), deployed.deployment());
            var shelf = environment.home();
            if (next.isEmpty() || shelf == null) {
                deployed.stays();
                return;
            }
            var to = new Prepared(next.get().bridge(), next.get().bridge().prepare(deployed.deployment()));
            deployed.prepared(to);
            invoker.warm(deployed, to, shelf, fault -> {
                if (fault == null) moved(deployed, to, next.get().reason() + ", since " + why, environment);
                else stays(deployed, to, fault.errorMessage());
            });
        } catch (RuntimeException | Error e) {
            deployed.stays();
            LOG.warn(
                    "{} could not be prepared for another engine",
                    deployed.version().arn(),
                    e);
        } finally {
            deployed.leave();
        }
    }

    private void moved(Deployed deployed, Prepared to, String reason, Environment first) {
        deployed.moveTo(to);
        registry.onEngine(deployed.version(), deployed, to.bridge().engine(), reason)
                .ifPresent(listeners::engineChanged);
        first.supersede("moved to another engine");
    }

    private static void stays(Deployed deployed, Prepared to, String why) {
        deployed.stays();
        LOG.info(
                "{} stays on engine {}: it could not be initialised on engine {}: {}",
                deployed.version().arn(),
                deployed.engine().bridge().engine(),
                to.bridge().engine(),
                why);
    }

    /// Has an environment of another engine replaced by one of the version's.
    private void replace(Deployed deployed, Environment environment) {
        Shelf shelf = environment.home();
        if (shelf == null || !(environment.state() instanceof State.Shelved) || !beingReplaced.add(environment)) return;
        background.execute(() -> {
            try {
                if (invoker.warm(deployed, shelf, fault -> replaced(environment, fault))) return;
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "no environment could be started for {}",
                        deployed.version().arn(),
                        e);
            }
            beingReplaced.remove(environment);
        });
    }

    private void replaced(Environment environment, @Nullable Fault fault) {
        if (fault == null) environment.supersede("moved to another engine");
        beingReplaced.remove(environment);
    }
}
