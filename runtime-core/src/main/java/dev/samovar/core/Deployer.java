package dev.samovar.core;

import static dev.samovar.core.registry.Refusals.invalid;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.catalog.Archive;
import dev.samovar.core.code.Archives;
import dev.samovar.core.code.PackageClaim;
import dev.samovar.core.code.PackageStore;
import dev.samovar.core.code.Sources;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.registry.CodeFacts;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InvalidPackageException;
import dev.samovar.spi.Store;
import dev.samovar.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what runs a version: unpacks the package, has the engine for it chosen and prepare it.
final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final EngineChoice choice;
    private final PackageStore packages;
    private final Archives archives;
    private final Pool pool;
    private final Promotion promotion;

    Deployer(EngineOptions options, EngineChoice choice, Pool pool, Promotion promotion, Optional<Store> store) {
        this.choice = choice;
        this.pool = pool;
        this.promotion = promotion;
        var sources = new Sources(options.codeSources());
        this.packages = new PackageStore(options.directory().resolve("code"), options.unpackedLimit(), sources);
        this.archives = new Archives(store, sources, options.directory().resolve("archives"));
    }

    /// A package that is unpacked and has its engine, but is not prepared yet. Closing it lets the package go.
    ///
    /// @param spec what was asked for, with its packages where they are kept
    record Draft(FunctionSpec spec, Archives.Kept kept, PackageClaim code, EngineChoice.Candidate engine)
            implements AutoCloseable {
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
            kept.close();
        }
    }

    /// Unpacks the package and chooses the engine for it.
    ///
    /// @throws RequestRefusedException if no engine runs such a function here, or its package is bad
    Draft draft(FunctionSpec spec) {
        requireRunnable(spec);
        var candidates = choice.candidates(spec);
        var kept = kept(spec);
        try {
            return drafted(withKept(spec, kept), kept, candidates);
        } catch (RuntimeException | Error e) {
            kept.close();
            throw e;
        }
    }

    private Draft drafted(FunctionSpec spec, Archives.Kept kept, List<EngineChoice.Candidate> candidates) {
        var code = stored(spec);
        try {
            return new Draft(spec, kept, code, EngineChoice.suiting(candidates, deployment(spec, code)));
        } catch (RuntimeException | Error e) {
            code.close();
            throw e;
        }
    }

    private Archives.Kept kept(FunctionSpec spec) {
        var codes = new ArrayList<Code>();
        codes.add(spec.code());
        codes.addAll(spec.layers());
        return kept(codes);
    }

    private Archives.Kept kept(List<Code> codes) {
        try {
            return archives.keep(codes);
        } catch (InvalidPackageException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.error("a package was refused, since it cannot be kept", e);
            throw new RequestRefusedException(Ledger.refusal());
        }
    }

    private static FunctionSpec withKept(FunctionSpec spec, Archives.Kept kept) {
        var codes = kept.codes();
        return spec.code(codes.getFirst()).layers(codes.subList(1, codes.size()));
    }

    /// Keeps the archive of a layer; refuses what no function could have.
    Archive archive(Code archive) {
        var kept = kept(List.of(archive));
        try (var claim = packages.store(kept.codes().getFirst(), List.of())) {
            return new LayerArchive(
                    kept, claim.stored().sha256(), claim.stored().size());
        } catch (InvalidPackageException e) {
            kept.close();
            throw invalid(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            kept.close();
            throw e;
        }
    }

    private record LayerArchive(Archives.Kept kept, String sha256, long size) implements Archive {
        @Override
        public Code code() {
            return kept.codes().getFirst();
        }

        @Override
        public void close() {
            kept.close();
        }
    }

    /// The bytes of a package as one archive.
    InputStream open(Code code) {
        try {
            return archives.open(code);
        } catch (InvalidPackageException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("a package cannot be read", e);
        }
    }

    /// Makes what runs a version that was written down, as it was.
    Deployed redeploy(FunctionVersion version, Gate gate) {
        var code = stored(version.spec());
        if (code.stored().sha256().equals(version.codeSha256())
                && code.stored().layersSha256().equals(version.layersSha256())) return deploy(code, version, gate);
        code.close();
        throw invalid("The package in the store is not the one that was written.");
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
        var bridge = choice.of(version.spec(), version.engine());
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
        if (spec.runtime().isDeprecated())
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
