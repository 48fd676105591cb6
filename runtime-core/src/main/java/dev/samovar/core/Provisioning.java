package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.ProvisionedConcurrency;
import dev.samovar.api.ProvisionedConcurrency.Status;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.core.pool.Shelf;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The environments that are kept ready for one qualifier, on one version or, for a weighted alias, on two.
///
/// 1. What is requested is withheld from others at once; what is ready can be used.
/// 2. A change keeps the environments that fit, starts what is missing and ends what is too many.
/// 3. An environment that is lost is replaced.
/// 4. One that cannot be initialised makes the whole fail, and nothing is withheld any more.
///
/// Everything happens under the monitor of [Concurrency].
///
/// Source: AWS Lambda developer guide, "Configuring provisioned concurrency for a function".
final class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Concurrency monitor;
    private final Invoker invoker;
    private final Qualifier qualifier;
    private final Map<Deployed, Share> shares = new LinkedHashMap<>();
    private int requested;
    private Instant since = Instant.EPOCH;
    private boolean failed;

    Provisioning(Concurrency monitor, Invoker invoker, Qualifier qualifier) {
        this.monitor = monitor;
        this.invoker = invoker;
        this.qualifier = qualifier;
    }

    /// Provides so many environments on each version from now on.
    void become(int units, Map<Deployed, Integer> counts, Instant now) {
        requested = units;
        since = now;
        failed = false;
        for (var deployed : shares.keySet().toArray(Deployed[]::new)) if (!counts.containsKey(deployed)) end(deployed);
        counts.forEach((deployed, count) ->
                shares.computeIfAbsent(deployed, Share::new).resize(count));
    }

    /// Ends what is on a version that is gone or no longer meant.
    private void end(Deployed deployed) {
        var share = shares.remove(deployed);
        if (share != null) share.end();
    }

    void end() {
        for (var deployed : shares.keySet().toArray(Deployed[]::new)) end(deployed);
    }

    private void fail() {
        failed = true;
        end();
    }

    int requested() {
        return requested;
    }

    private int ready() {
        return shares.values().stream().mapToInt(share -> share.ready).sum();
    }

    RuntimeSnapshot.Provisioned snapshot(FunctionName function) {
        int inUse = shares.values().stream()
                .mapToInt(share -> share.on.provision().inUse())
                .sum();
        return new RuntimeSnapshot.Provisioned(function, qualifier, ready(), inUse);
    }

    ProvisionedConcurrency describe() {
        int ready = ready();
        var status = failed ? Status.FAILED : ready == requested ? Status.READY : Status.IN_PROGRESS;
        return new ProvisionedConcurrency(
                qualifier, requested, ready, ready, status, failed ? "FUNCTION_ERROR_INIT_FAILURE" : "", since);
    }

    /// The part on one version.
    private final class Share {
        private final Deployed deployed;
        private final ProvisionedShelf on;
        private int wanted;
        private int starting;
        private int ready;
        private boolean ended;

        Share(Deployed deployed) {
            this.deployed = deployed;
            this.on = new ProvisionedShelf(deployed.gate().provision(), Shelf.provisioned(this::lost));
            publish(on);
        }

        /// Makes it what requests for the qualifier get on this version, or with null nothing.
        private void publish(@Nullable ProvisionedShelf shelf) {
            var changed = new HashMap<>(deployed.provisioned());
            if (shelf == null) changed.remove(qualifier);
            else changed.put(qualifier, shelf);
            deployed.provisioned(changed);
        }

        void resize(int to) {
            wanted = to;
            int surplus = Math.max(0, ready - wanted);
            ready -= surplus;
            on.provision().resize(wanted, ready);
            if (surplus > 0) on.shelf().retire(surplus, "no longer provisioned");
            fill();
        }

        private void fill() {
            while (!failed && ready + starting < wanted) {
                starting++;
                if (!begun()) return;
            }
        }

        /// Begins one environment; false if the version is retired, or none can be started.
        private boolean begun() {
            try {
                return invoker.warm(deployed, on.shelf(), this::opened);
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "no environment could be started for {}",
                        deployed.version().arn(),
                        e);
                fail();
                return false;
            }
        }

        private void opened(@Nullable Fault fault) {
            synchronized (monitor) {
                if (ended) return;
                starting--;
                if (fault != null) {
                    fail();
                } else if (ready < wanted) {
                    ready++;
                    on.provision().resize(wanted, ready);
                } else {
                    on.shelf().retire(1, "no longer provisioned");
                }
            }
        }

        /// An environment that was ready is gone, by itself.
        private void lost() {
            synchronized (monitor) {
                if (ended || ready == 0) return;
                ready--;
                on.provision().resize(wanted, ready);
                fill();
            }
        }

        void end() {
            ended = true;
            ready = 0;
            deployed.gate().remove(on.provision());
            publish(null);
            on.shelf().retire("no longer provisioned");
        }
    }
}
