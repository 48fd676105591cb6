package dev.samovar.core.pool;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.Linearizability;
import dev.samovar.core.host.HostBridge;
import dev.samovar.core.seam.Alarm;
import dev.samovar.core.seam.EnvironmentThread;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.BlankKey;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever threads do at once, an environment is held by one of them, waits on its shelf, or is gone.
final class ShelfLincheckTest {

    @Test
    void takesTheMostRecentlyUsedEnvironment() {
        Linearizability.check(TakeAndGiveBack.class);
    }

    @Test
    void losesNoEnvironmentWhileSomeExpire() {
        Linearizability.check(Expiry.class);
    }

    /// Requests take environments and give them back.
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static final class TakeAndGiveBack {
        private final World world = new World();

        @Operation
        public long take(@Param(name = "thread") int thread) {
            return world.take(thread);
        }

        @Operation
        public void giveBack(@Param(name = "thread") int thread) {
            world.giveBack(thread);
        }

        @Validate
        public void losesNone() {
            world.requireNoneLost();
        }
    }

    /// Idle environments expire meanwhile. A request that met one on top goes on below, so that another may
    /// have taken a less recently used one before it: what is answered is not linearizable, what is kept
    /// must be right.
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "environment", gen = IntGen.class, conf = "0:2")
    public static final class Expiry {
        private final World world = new World();

        @Operation
        public void take(@Param(name = "thread") int thread) {
            world.take(thread);
        }

        @Operation
        public void giveBack(@Param(name = "thread") int thread) {
            world.giveBack(thread);
        }

        @Operation
        public void expire(@Param(name = "environment") int environment) {
            world.expire(environment);
        }

        @Validate
        public void losesNone() {
            world.requireNoneLost();
        }
    }

    /// Three idle environments on one shelf, with threads that run nothing.
    private static final class World {
        private static final BlankKey KEY = new BlankKey(Isolation.HOST, RuntimeId.HOST, 0, Map.of());
        private static final FunctionName F = new FunctionName("f");
        private static final FunctionVersion VERSION = new FunctionVersion(
                FunctionSpec.of("f", RuntimeId.HOST, new Code.OnDisk(Path.of("f"))),
                Version.LATEST,
                new FunctionArn("aws", "us-east-1", "000000000000", F, null),
                FunctionState.ACTIVE,
                "",
                UpdateStatus.SUCCESSFUL,
                "",
                new UUID(0, 0),
                "",
                "",
                0,
                Instant.EPOCH,
                "host",
                "");
        private static final Seams SEAMS = new Seams(
                () -> Instant.EPOCH,
                () -> 0,
                () -> 0,
                () -> new UUID(0, 0),
                (name, stackBytes) -> new NoThread(),
                (name, onWake) -> new NoAlarm(),
                task -> {});
        private static final HostBridge BRIDGE = new HostBridge();
        private static final EnvironmentSandbox SANDBOX = (EnvironmentSandbox) Proxy.newProxyInstance(
                EnvironmentSandbox.class.getClassLoader(),
                new Class<?>[] {EnvironmentSandbox.class},
                (_, _, _) -> null);

        private final Pool pool = new Pool(
                SEAMS, new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 0), () -> {}, (environment, why) -> {});
        private final VersionPool versions = new VersionPool(VERSION);
        private final List<Environment> environments = new ArrayList<>();
        private final List<ArrayDeque<Environment>> held =
                Stream.generate(ArrayDeque<Environment>::new).limit(4).toList();

        World() {
            for (int i = 0; i < 3; i++) environments.add(idle());
        }

        private Environment idle() {
            var environment = pool.create(BRIDGE, KEY);
            var busy = new Busy();
            environment.become(busy);
            environment.bind(versions, versions.onDemand(null), SANDBOX);
            environment.shelve(busy, true, 0);
            return environment;
        }

        long take(int thread) {
            var taken = versions.onDemand(null).take(new Busy());
            if (taken == null) return 0;
            held.get(thread).push(taken);
            return taken.id();
        }

        void giveBack(int thread) {
            var environment = held.get(thread).poll();
            if (environment != null) environment.shelve(environment.state(), true, 0);
        }

        void expire(int index) {
            var environment = environments.get(index);
            if (environment.state() instanceof State.Shelved node) environment.retireIdle(node, "idle");
        }

        /// Takes what is left: with what threads hold and what has stopped it must be every environment, once.
        void requireNoneLost() {
            var seen = new ArrayList<Long>();
            for (var one : held) one.forEach(environment -> seen.add(environment.id()));
            for (var environment : environments)
                if (environment.state() instanceof State.Stopping) seen.add(environment.id());
            for (var taken = takeRest(); taken != null; taken = takeRest()) seen.add(taken.id());
            seen.sort(null);
            if (!seen.equals(List.of(1L, 2L, 3L))) throw new AssertionError("environments that can be found: " + seen);
        }

        private @Nullable Environment takeRest() {
            return versions.onDemand(null).take(new Busy());
        }
    }

    private static final class Busy extends State.Busy {
        @Override
        public long deadline() {
            return Long.MAX_VALUE;
        }

        @Override
        public void expired(Environment environment) {}
    }

    private static final class NoThread implements EnvironmentThread {
        @Override
        public void execute(Runnable task) {}

        @Override
        public void close() {}
    }

    private static final class NoAlarm implements Alarm {
        @Override
        public void wakeAt(long nanos) {}

        @Override
        public void close() {}
    }
}
