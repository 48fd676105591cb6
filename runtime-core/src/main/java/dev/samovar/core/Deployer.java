package dev.samovar.core;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Isolation;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.registry.CodeFacts;
import dev.samovar.core.store.PackageClaim;
import dev.samovar.core.store.PackageStore;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InvalidPackageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Makes what runs a version: chooses the bridge, unpacks the package, has the bridge prepare it.
final class Deployer {
    /// Runtimes that Lambda no longer creates functions for.
    private static final Set<String> DEPRECATED = Set.of(
            "java8",
            "nodejs",
            "nodejs4.3",
            "nodejs4.3-edge",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "python2.7",
            "python3.6",
            "python3.7",
            "ruby2.5",
            "ruby2.7",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "go1.x",
            "provided");

    private final EngineOptions options;
    private final PackageStore packages;
    private final Pool pool;

    Deployer(EngineOptions options, Pool pool) {
        this.options = options;
        this.pool = pool;
        this.packages =
                new PackageStore(options.directory().resolve("code"), options.unpackedLimit(), options.codeSources());
    }

    /// A package that is unpacked and has its bridge, but is not prepared yet. Closing it lets the package go.
    record Draft(FunctionSpec spec, PackageClaim code, Bridge bridge, String reason) implements AutoCloseable {
        CodeFacts facts() {
            var stored = code.stored();
            return new CodeFacts(stored.sha256(), stored.layersSha256(), stored.size(), bridge.engine(), reason);
        }

        @Override
        public void close() {
            code.close();
        }
    }

    /// Chooses the bridge and unpacks the package.
    ///
    /// @throws RequestRefusedException if no bridge runs such a function here, or its package is bad
    Draft draft(FunctionSpec spec) {
        var choice = choose(spec);
        try {
            return new Draft(spec, packages.store(spec.code(), spec.layers()), choice.bridge(), choice.reason());
        } catch (InvalidPackageException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /// Has the bridge prepare a package for a version.
    ///
    /// @param code the claim that becomes the version's, or is closed if the bridge cannot prepare it
    Deployed deploy(PackageClaim code, Bridge bridge, FunctionVersion version, Gate gate) {
        var stored = code.stored();
        var deployment = new Deployment(version.spec(), stored.taskRoot(), stored.layerRoot(), stored.digest());
        try {
            var program = bridge.prepare(deployment);
            if (bridge.capabilities().contains(Capability.BLANKS)) pool.prepareBlanks(bridge, program.blankKey());
            return new Deployed(version, bridge, deployment, program, gate, code);
        } catch (RuntimeException | Error e) {
            code.close();
            throw e;
        }
    }

    private record Choice(Bridge bridge, String reason) {}

    private Choice choose(FunctionSpec spec) {
        if (DEPRECATED.contains(spec.runtime().value()))
            throw invalid("The runtime parameter of " + spec.runtime()
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use a"
                    + " supported runtime while creating or updating functions.");
        if (spec.handler().isEmpty() && !(spec.code() instanceof Code.OfHost))
            throw invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        var floor = options.isolation();
        var wanted = spec.isolation();
        boolean isHost = wanted == Isolation.HOST;
        if (!isHost && wanted != null && wanted.compareTo(floor) < 0)
            throw invalid("The function asks for isolation " + wanted + ", below this runtime's floor " + floor + ".");
        var least = wanted == null ? floor : wanted;
        List<String> known = new ArrayList<>();
        for (var bridge : options.bridges()) {
            known.add(bridge.engine() + " (" + bridge.isolation() + ")");
            if (spec.engine() != null && !spec.engine().equals(bridge.engine())) continue;
            if (isHost != (bridge.isolation() == Isolation.HOST)
                    || bridge.isolation().compareTo(least) < 0) continue;
            var reason = bridge.claims(spec);
            if (reason.isPresent())
                return new Choice(bridge, spec.engine() == null ? reason.get() : "pinned by the function");
        }
        throw invalid("No engine here runs runtime " + spec.runtime()
                + (spec.engine() == null ? "" : " on engine " + spec.engine()) + " with isolation " + least
                + "; there are: " + String.join(", ", known) + "." + wayOut(spec));
    }

    /// Where an engine comes from that this runtime could have.
    private static String wayOut(FunctionSpec spec) {
        return "node".equals(spec.engine())
                ? " Engine node needs a Node on this machine, and the dependency dev.samovar:samovar-process, given to"
                        + " Samovar.builder().processes(ChildProcesses.launcher())."
                : "";
    }

    private static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.of(400, "InvalidParameterValueException", message));
    }

    /// Removes everything that was unpacked.
    void close() {
        packages.close();
    }
}
