package dev.samovar.core;

import static dev.samovar.core.registry.Refusals.invalid;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.registry.CodeFacts;
import dev.samovar.core.store.PackageClaim;
import dev.samovar.core.store.PackageStore;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InvalidPackageException;
import java.util.List;
import java.util.Set;

/// Makes what runs a version: unpacks the package, has the engine for it chosen and prepare it.
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

    private final EngineChoice choice;
    private final PackageStore packages;
    private final Pool pool;
    private final Promotion promotion;

    Deployer(EngineOptions options, EngineChoice choice, Pool pool, Promotion promotion) {
        this.choice = choice;
        this.pool = pool;
        this.promotion = promotion;
        this.packages =
                new PackageStore(options.directory().resolve("code"), options.unpackedLimit(), options.codeSources());
    }

    /// A package that is unpacked and has its engine, but is not prepared yet. Closing it lets the package go.
    record Draft(FunctionSpec spec, PackageClaim code, EngineChoice.Candidate engine) implements AutoCloseable {
        CodeFacts facts() {
            var stored = code.stored();
            return new CodeFacts(
                    stored.sha256(),
                    stored.layersSha256(),
                    stored.size(),
                    engine.bridge().engine(),
                    engine.reason());
        }

        @Override
        public void close() {
            code.close();
        }
    }

    /// Unpacks the package and chooses the engine for it.
    ///
    /// @throws RequestRefusedException if no engine runs such a function here, or its package is bad
    Draft draft(FunctionSpec spec) {
        requireRunnable(spec);
        var candidates = choice.candidates(spec);
        var code = stored(spec);
        try {
            return new Draft(spec, code, EngineChoice.suiting(candidates, deployment(spec, code)));
        } catch (RuntimeException | Error e) {
            code.close();
            throw e;
        }
    }

    /// The SHA-256 of an archive, in base64; refuses what no function could have.
    String digest(Code archive) {
        try (var claim = packages.store(archive, List.of())) {
            return claim.stored().sha256();
        } catch (InvalidPackageException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private PackageClaim stored(FunctionSpec spec) {
        try {
            return packages.store(spec.code(), spec.layers());
        } catch (InvalidPackageException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Deployment deployment(FunctionSpec spec, PackageClaim code) {
        var stored = code.stored();
        return new Deployment(spec, stored.taskRoot(), stored.layerRoot(), stored.digest());
    }

    /// Has the engine that was chosen for a version prepare its package.
    ///
    /// @param code the claim that becomes the version's, or is closed if the engine cannot prepare it
    Deployed deploy(PackageClaim code, FunctionVersion version, Gate gate) {
        var bridge = choice.named(version.engine());
        var deployment = deployment(version.spec(), code);
        try {
            var program = bridge.prepare(deployment);
            if (bridge.capabilities().contains(Capability.BLANKS)) pool.prepareBlanks(bridge, program.blankKey());
            return new Deployed(version, new Prepared(bridge, program), promotion, deployment, gate, code);
        } catch (RuntimeException | Error e) {
            code.close();
            throw e;
        }
    }

    private static void requireRunnable(FunctionSpec spec) {
        if (DEPRECATED.contains(spec.runtime().value()))
            throw invalid("The runtime parameter of " + spec.runtime()
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use a"
                    + " supported runtime while creating or updating functions.");
        if (spec.handler().isEmpty() && !(spec.code() instanceof Code.OfHost))
            throw invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    }

    /// Removes everything that was unpacked.
    void close() {
        packages.close();
    }
}
