package dev.samovar.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Code;
import dev.samovar.api.Payload;
import dev.samovar.spi.CodeSource;
import dev.samovar.spi.InvalidPackageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages are unpacked whole or not at all, and never outside of their place.
final class PackageStoreTest {
    private static final String BROKEN =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    @TempDir
    Path directory;

    private PackageStore store(long limit) {
        return new PackageStore(directory.resolve("code"), limit, new Sources(List.of()));
    }

    /// A zip that is written entry by entry, with whatever a hostile tool would write.
    private static final class Zip {
        private final SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
        private final ZipArchiveOutputStream out;

        Zip() throws IOException {
            out = new ZipArchiveOutputStream(bytes);
        }

        Zip file(String name, String text) throws IOException {
            return entry(name, text, 0100644);
        }

        Zip entry(String name, String text, int mode) throws IOException {
            var entry = new ZipArchiveEntry(name);
            if (mode != 0) entry.setUnixMode(mode);
            out.putArchiveEntry(entry);
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
            return this;
        }

        Zip link(String name, String target) throws IOException {
            return entry(name, target, 0120777);
        }

        Code code() throws IOException {
            out.close();
            return new Code.Zip(Payload.of(Arrays.copyOf(bytes.array(), (int) bytes.size())));
        }
    }

    private static Path root(StoredPackage stored) {
        return Objects.requireNonNull(stored.taskRoot());
    }

    @Test
    void keepsLinksAndExecuteBitsOfAZip() throws IOException {
        var zip = new Zip()
                .file("bin/tool.txt", "text")
                .entry("bootstrap", "#!/bin/sh", 0100755)
                .link("bin/link", "tool.txt");

        var root = root(store(1000).store(zip.code(), List.of()).stored());

        assertThat(root.resolve("bin/tool.txt")).hasContent("text");
        assertThat(Files.isExecutable(root.resolve("bootstrap"))).isTrue();
        assertThat(Files.isExecutable(root.resolve("bin/tool.txt"))).isFalse();
        assertThat(Files.readSymbolicLink(root.resolve("bin/link"))).hasToString("tool.txt");
    }

    @Test
    void makesWhatMustBeExecutableSoWhereAZipSaysNothingOfPermissions() throws IOException {
        var silent = new Zip()
                .entry("bootstrap", "#!/bin/sh", 0)
                .entry("run.sh", "#!/bin/sh", 0)
                .entry("bin/bootstrap", "text", 0)
                .entry("note", "text", 0);
        var root = root(store(1000).store(silent.code(), List.of()).stored());

        assertThat(Files.isExecutable(root.resolve("bootstrap"))).isTrue();
        assertThat(Files.isExecutable(root.resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(root.resolve("bin/bootstrap"))).isFalse();
        assertThat(Files.isExecutable(root.resolve("note"))).isFalse();
        var saysNo = new Zip().entry("bootstrap", "#!/bin/sh", 0100644);
        assertThat(Files.isExecutable(
                        root(store(1000).store(saysNo.code(), List.of()).stored())
                                .resolve("bootstrap")))
                .isFalse();
    }

    @Test
    void unpacksTheSamePackageOnce() throws IOException {
        var code = new Zip().file("a", "1").code();
        var store = store(1000);

        var first = store.store(code, List.of()).stored();
        var second = store.store(code, List.of()).stored();

        assertThat(second).isEqualTo(first);
        assertThat(first.sha256()).hasSize(44);
        assertThat(first.size()).isPositive();
    }

    @Test
    void laysLayersOverEachOther() throws IOException {
        var code = new Zip().file("a", "1").code();
        var below =
                new Zip().file("java/lib/x.jar", "below").file("only", "below").code();
        var above = new Zip().file("java/lib/x.jar", "above").code();

        var stored = store(1000).store(code, List.of(below, above)).stored();

        var layers = stored.optionalLayerRoot().orElseThrow();
        assertThat(layers.resolve("java/lib/x.jar")).hasContent("above");
        assertThat(layers.resolve("only")).hasContent("below");
        assertThat(stored.digest())
                .isNotEqualTo(
                        store(1000).store(code, List.of(above, below)).stored().digest());
    }

    @Test
    void copiesADirectorySoThatALaterChangeChangesNothing() throws IOException {
        var source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(source.resolve("a"), "before");
        var stored = store(1000).store(new Code.OnDisk(source), List.of()).stored();
        Files.writeString(source.resolve("a"), "after");

        assertThat(root(stored).resolve("a")).hasContent("before");
        assertThat(store(1000)
                        .store(new Code.OnDisk(source), List.of())
                        .stored()
                        .sha256())
                .isNotEqualTo(stored.sha256());
    }

    @Test
    void refusesEntriesThatLeaveThePackage() throws IOException {
        refused(new Zip().file("../../etc/passwd", "x"), "leaves the package");
        refused(new Zip().file("/etc/passwd", "x"), "leaves the package");
        refused(new Zip().file("a/../../b", "x"), "leaves the package");
        refused(new Zip().link("out", "../../secret"), "leaves the package");
        refused(new Zip().link("out", "/etc/passwd"), "leaves the package");
        refused(new Zip().file("real/x", "x").link("dir", "real").file("dir/y", "y"), "goes through a link");
    }

    @Test
    void refusesLinksThatLeaveThePackageThroughOtherLinks() throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        refused(
                new Zip().link("deep/er/up", "../..").link("out", "deep/er/up/../secret"),
                "The link 'out' leaves the package.");
        refused(
                new Zip().link("a/b/x", "..").link("a/b/out", "x/../../secret"),
                "The link 'a/b/out' leaves the package.");
        refused(new Zip().link("dangling", "nowhere/../../secret"), "The link 'dangling' leaves the package.");
        refused(new Zip().link("loop", "loop"), "The link 'loop' leaves the package.");
        refused(new Zip().link("here", ".").link("here2", "here/../x"), "The link 'here2' leaves the package.");
    }

    @Test
    void refusesADirectoryThatGoesThroughALink() throws IOException {
        Files.createDirectories(directory.resolve("outside"));

        refused(new Zip().link("dir", "../../outside").entry("dir/made/", "", 0040755), "goes through a link");
        assertThat(directory.resolve("outside")).isEmptyDirectory();
        refused(new Zip().entry("dir/made/", "", 0040755).link("dir", "../../outside"), "goes through a link");
        assertThat(directory.resolve("outside")).isEmptyDirectory();
    }

    @Test
    void followsLinksThroughOtherLinksInsideThePackage() throws IOException {
        var zip = new Zip()
                .link("current", "versions/latest")
                .link("versions/latest", "./2")
                .link("tool", "current/../2/tool.txt")
                .file("versions/2/tool.txt", "text");

        assertThat(root(store(1000).store(zip.code(), List.of()).stored()).resolve("tool"))
                .hasContent("text");
    }

    @Test
    void refusesLinksOfADirectoryThatLeaveIt() throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        var source = Files.createDirectories(directory.resolve("source"));
        Files.createDirectories(source.resolve("a/b"));
        Files.createSymbolicLink(source.resolve("a/b/up"), Path.of("../.."));
        Files.createSymbolicLink(source.resolve("out"), Path.of("a/b/up/../secret"));

        assertThatThrownBy(() -> store(1000).store(new Code.OnDisk(source), List.of()))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("The link 'out' leaves the package.");
        assertNothingIsLeft();
    }

    @Test
    void writesNoLayerThroughALinkOfAnother() throws IOException {
        var outside = Files.createDirectories(directory.resolve("outside"));
        var below = new Zip().link("java", "../../outside").code();
        var above = Files.createDirectories(directory.resolve("above"));
        Files.createDirectories(above.resolve("java"));
        Files.writeString(above.resolve("java/planted"), "planted");
        var code = new Zip().file("a", "1").code();

        assertThatThrownBy(() -> store(1000).store(code, List.of(below, new Code.OnDisk(above))))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("The entry 'java/planted' goes through a link.");
        assertThat(outside).isEmptyDirectory();
        assertNothingIsLeft();
    }

    @Test
    void readsTheFilesOfADirectoryPieceByPiece() throws Exception {
        var source = Files.createDirectories(directory.resolve("source"));
        try (var sparse = new RandomAccessFile(source.resolve("large").toFile(), "rw")) {
            sparse.setLength(64 << 20);
        }

        long before = allocated();
        new DirectoryPackage(source).sha256();

        assertThat(allocated() - before).isPositive().isLessThan(8 << 20);
    }

    private static long allocated() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
    }

    @Test
    void refusesADirectoryAboveTheLimitBeforeAnyOfItIsCopied() throws IOException {
        var source = Files.createDirectories(directory.resolve("source"));
        var draft = Files.createDirectories(directory.resolve("draft"));
        Files.writeString(source.resolve("a"), "small");
        Files.writeString(source.resolve("b"), "x".repeat(1000));

        assertThatThrownBy(() -> new DirectoryPackage(source).unpackInto(draft, new SizeBudget(1000)))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("Unzipped size must be smaller than 1000 bytes");
        assertThat(draft).isEmptyDirectory();
    }

    @Test
    void refusesAPackageThatChangesWhileItIsRead() throws IOException {
        var source = Files.createDirectories(directory.resolve("source"));
        var draft = Files.createDirectories(directory.resolve("draft"));
        Files.writeString(source.resolve("a"), "before");
        var parts = new Parts(List.of(new DirectoryPackage(source)));
        var sha256 = parts.sha256();
        Files.writeString(source.resolve("a"), "after");

        assertThatThrownBy(() -> parts.unpackInto(draft, sha256, new SizeBudget(1000)))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("the package changed while it was read; try again");
    }

    @Test
    void namesAPackageThatVanishesWhileItIsRead() {
        var gone = directory.resolve("gone");

        assertThatThrownBy(new Parts(List.of(new DirectoryPackage(gone)))::sha256)
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageStartingWith("cannot read the package " + gone + ": ")
                .hasMessageContaining("NoSuchFileException");
    }

    @Test
    void namesAPackageWhoseReaderIsInterrupted() throws IOException {
        var jar = Files.write(
                directory.resolve("a.jar"),
                ((Code.Zip) new Zip().file("a", "1").code()).bytes().toByteArray());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store(1000).store(new Code.OnDisk(jar), List.of()))
                    .isInstanceOf(InvalidPackageException.class)
                    .hasMessage("cannot read the package " + jar + ": java.nio.channels.ClosedByInterruptException");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertNothingIsLeft();
    }

    @Test
    void refusesAnEntryThatIsThereTwice() throws IOException {
        refused(new Zip().file("a", "1").file("a", "2"), "is there twice");
    }

    @Test
    void refusesWhatUnpacksToMoreThanTheLimit() throws IOException {
        var bomb = new Zip().file("zeros", "0".repeat(10_000_000)).code();

        assertThatThrownBy(() -> store(1_000_000).store(bomb, List.of()))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("Unzipped size must be smaller than 1000000 bytes");
        assertNothingIsLeft();
    }

    @Test
    void refusesWhatIsNoZip() {
        for (var bytes : new byte[][] {"tea".getBytes(StandardCharsets.UTF_8), new byte[100_000]})
            assertThatThrownBy(() -> store(1000).store(new Code.Zip(Payload.of(bytes)), List.of()))
                    .isInstanceOf(InvalidPackageException.class)
                    .hasMessageStartingWith(BROKEN);
        assertThatThrownBy(() -> store(1000).store(new Code.OnDisk(directory.resolve("nowhere.jar")), List.of()))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("nowhere.jar");
    }

    @Test
    void refusesWhatIsEmpty() throws IOException {
        for (var code : new Code[] {new Code.Zip(Payload.of(new byte[0])), new Zip().code()})
            assertThatThrownBy(() -> store(1000).store(code, List.of()))
                    .isInstanceOf(InvalidPackageException.class)
                    .hasMessage("Uploaded file must be a non-empty zip");
        assertNothingIsLeft();
    }

    @Test
    void refusesAZipThatWasCutShort() throws IOException {
        var whole = ((Code.Zip) new Zip().file("a", "x".repeat(5000)).code())
                .bytes()
                .toByteArray();
        for (int length = 1; length < whole.length; length += 7) {
            var cut = new ByteArrayOutputStream();
            cut.write(whole, 0, length);
            assertThatThrownBy(() -> store(100_000).store(new Code.Zip(Payload.of(cut.toByteArray())), List.of()))
                    .isInstanceOf(InvalidPackageException.class);
        }
        assertNothingIsLeft();
    }

    private void refused(Zip zip, String why) throws IOException {
        var code = zip.code();
        assertThatThrownBy(() -> store(1000).store(code, List.of()))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageStartingWith(BROKEN)
                .hasMessageContaining(why);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(directory.resolve("code"))
                .satisfiesAnyOf(
                        place -> assertThat(place).doesNotExist(),
                        place -> assertThat(place).isEmptyDirectory());
        assertThat(directory.resolve("b")).doesNotExist();
    }

    @Test
    void keepsAPackageAsLongAsAnyClaimOnIt() throws IOException {
        var store = store(1000);
        var code = new Zip().file("a.txt", "a").code();
        var first = store.store(code, List.of());
        var second = store.store(code, List.of(code));
        var third = second.again();

        first.close();
        first.close();
        second.close();
        assertThat(root(third.stored()).resolve("a.txt")).hasContent("a");
        assertThat(Objects.requireNonNull(third.stored().layerRoot()).resolve("a.txt"))
                .hasContent("a");
        third.close();

        assertThat(directory.resolve("code")).isEmptyDirectory();
        assertThatThrownBy(third::again).isInstanceOf(IllegalStateException.class);
        assertThat(root(store.store(code, List.of()).stored()).resolve("a.txt")).hasContent("a");
    }

    @Test
    void leavesNothingOfAPackageWhoseLayerIsBad() throws IOException {
        var store = store(1000);
        var bad = new Code.Zip(Payload.of(new byte[] {1, 2, 3}));
        var good = new Zip().file("a.txt", "a").code();

        assertThatThrownBy(() -> store.store(good, List.of(bad))).isInstanceOf(InvalidPackageException.class);

        assertThat(directory.resolve("code")).isEmptyDirectory();
    }

    @Test
    void asksTheHostsSourcesBeforeTheDisk() throws IOException {
        Files.createDirectories(directory.resolve("fetched"));
        Files.writeString(directory.resolve("fetched/a.txt"), "from the source");
        CodeSource source = code -> code instanceof Code.OnDisk(var path) && path.startsWith("bucket")
                ? Optional.of(directory.resolve("fetched"))
                : Optional.empty();
        var store = new PackageStore(directory.resolve("code"), 1000, new Sources(List.of(source)));

        var stored =
                store.store(new Code.OnDisk(Path.of("bucket/a.zip")), List.of()).stored();

        assertThat(root(stored).resolve("a.txt")).hasContent("from the source");
        assertThatThrownBy(() -> store.store(new Code.OnDisk(Path.of("nowhere.zip")), List.of()))
                .isInstanceOf(InvalidPackageException.class);
    }

    @Test
    void unpacksOnePackageForManyAtOnce() throws Exception {
        var store = store(1_000);
        for (int round = 0; round < 50; round++) {
            var code =
                    new Zip().file("a.txt", "round " + round).file("b.txt", "b").code();
            var together = new CyclicBarrier(4);
            var stored = IntStream.range(0, 4)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> {
                                await(together);
                                return Objects.requireNonNull(
                                        store.store(code, List.of()).stored().taskRoot());
                            },
                            Thread::startVirtualThread))
                    .toList();

            for (var each : stored) assertThat(each.join().resolve("a.txt")).hasContent("round " + round);
            assertThat(stored)
                    .extracting(CompletableFuture::join)
                    .containsOnly(stored.getFirst().join());
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
