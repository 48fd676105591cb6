package dev.samovar.core.code;

import dev.samovar.api.Code;
import dev.samovar.api.LayerVersion;
import dev.samovar.api.Payload;
import dev.samovar.spi.InvalidPackageException;
import dev.samovar.spi.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps packages in the runtime's store, each as one archive, so that they are there when it is opened again,
/// whatever becomes of what they were made from. Without a store, packages stay what they are.
public final class Archives {
    private final Optional<Store> store;
    private final Sources sources;
    private final Path drafts;

    /// @param drafts a directory for archives while they are made
    public Archives(Optional<Store> store, Sources sources, Path drafts) {
        this.store = store;
        this.sources = sources;
        this.drafts = drafts;
    }

    /// Packages that are kept, at least as long as this is open.
    public static final class Kept implements AutoCloseable {
        private final List<Store.Content> claims = new ArrayList<>();
        private final List<Code> codes = new ArrayList<>();

        /// The packages as they are kept, in the order they were given.
        public List<Code> codes() {
            return List.copyOf(codes);
        }

        @Override
        public void close() {
            claims.forEach(Store.Content::close);
        }
    }

    /// Keeps packages.
    ///
    /// @throws InvalidPackageException if one of them is missing or cannot be read
    public Kept keep(List<Code> codes) {
        var kept = new Kept();
        try {
            for (var code : codes) kept.codes.add(store.isEmpty() ? copied(code) : keep(code, store.get(), kept));
            return kept;
        } catch (RuntimeException | Error e) {
            kept.close();
            throw e;
        }
    }

    private Code keep(Code code, Store in, Kept kept) {
        return switch (code) {
            case Code.OfHost host -> host;
            case Code.Layer(var version) ->
                new Code.Layer(with(version, keep(version.content().code(), in, kept)));
            case Code.Zip(var bytes) -> kept(bytes::stream, in, kept);
            case Code.OnDisk onDisk ->
                isKept(onDisk.path(), in) ? claimed(onDisk, in, kept) : kept(archive(onDisk), in, kept);
            case Code.InS3 inS3 -> kept(archive(inS3), in, kept);
        };
    }

    /// What is in S3 is read once.
    private Code copied(Code code) {
        if (!(code instanceof Code.InS3 inS3)) return code;
        try (var opened = archive(inS3).open()) {
            return new Code.Zip(Payload.owning(opened.readAllBytes()));
        } catch (IOException e) {
            throw new InvalidPackageException("cannot read the package: " + e, e);
        }
    }

    private interface Archive {
        InputStream open() throws IOException;
    }

    /// The bytes of a package as one archive.
    ///
    /// @throws InvalidPackageException if it is missing
    public InputStream open(Code code) throws IOException {
        return archive(code).open();
    }

    private Archive archive(Code code) {
        return switch (code) {
            case Code.OfHost _ -> throw new InvalidPackageException("a handler of the host has no package", null);
            case Code.Layer(var version) -> archive(version.content().code());
            case Code.Zip(var bytes) -> bytes::stream;
            case Code.OnDisk onDisk -> archive(sources.locate(onDisk));
            case Code.InS3 inS3 -> archive(sources.locate(inS3));
        };
    }

    private static Code claimed(Code.OnDisk code, Store in, Kept kept) {
        kept.claims.add(in.claim(code.path().getFileName().toString()));
        return code;
    }

    private static boolean isKept(Path file, Store in) {
        return file.getFileName() != null
                && in.file(file.getFileName().toString()).equals(file);
    }

    private Archive archive(Path path) {
        if (!Files.isDirectory(path)) return () -> Files.newInputStream(path);
        return () -> DirectoryArchive.of(path, drafts);
    }

    private static Code kept(Archive archive, Store in, Kept kept) {
        try (var opened = archive.open()) {
            var content = in.keep(opened);
            kept.claims.add(content);
            return new Code.OnDisk(content.file());
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidPackageException("cannot read the package: " + e, e);
        }
    }

    private static LayerVersion with(LayerVersion version, Code code) {
        return new LayerVersion(
                version.layerArn(),
                version.version(),
                version.content().code(code),
                version.codeSha256(),
                version.codeSize(),
                version.created());
    }
}
