package dev.samovar.java.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/var/task` and `/opt` are shared by every environment of a package, so no guest may change them. Each way
/// to try ends as it does on a file system that is mounted read-only.
final class ReadOnlyFilesTest {
    private static final String CODE = """
            import java.io.*;
            import java.net.URI;
            import java.nio.channels.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.nio.file.attribute.*;
            import java.util.*;
            import java.util.concurrent.*;
            import static java.nio.file.StandardOpenOption.*;
            public class Code {
                interface Attempt { Object make() throws Throwable; }
                static String outcome(Attempt attempt) {
                    try { return String.valueOf(attempt.make()); }
                    catch (Throwable e) { return e.getClass().getSimpleName() + ": " + e.getMessage(); }
                }
            %s}
            """;

    @TempDir
    Path directory;

    private Path task;
    private String before = "";

    @BeforeEach
    void layOut() throws IOException {
        task = Files.createDirectories(directory.resolve("home/task"));
        Files.writeString(task.resolve("data.txt"), "data");
        Files.writeString(Files.createDirectories(task.resolve("sub")).resolve("x"), "x");
        Files.createDirectories(directory.resolve("home/opt"));
        Files.writeString(Files.createDirectories(directory.resolve("home/tmp")).resolve("mine"), "mine");
        Files.createSymbolicLink(directory.resolve("home/tmp/link"), Path.of("../task"));
        Files.createSymbolicLink(directory.resolve("home/tmp/dangling"), Path.of("../task/new"));
        before = contents();
    }

    @AfterEach
    void nothingHasChanged() throws IOException {
        assertThat(contents()).isEqualTo(before);
    }

    private String contents() throws IOException {
        var all = new TreeMap<String, String>();
        for (var root : new Path[] {task, directory.resolve("home/opt")}) {
            try (var files = Files.walk(root)) {
                for (var file : files.toList())
                    all.put(
                            file.toString(),
                            Files.getPosixFilePermissions(file)
                                    + Files.getLastModifiedTime(file).toString()
                                    + (Files.isRegularFile(file) ? Arrays.toString(Files.readAllBytes(file)) : ""));
            }
        }
        return all.toString();
    }

    private String outcome(String statements) throws Exception {
        return outcomes(List.of(statements)).getFirst();
    }

    /// What becomes of each of several bodies: what it answers, or what it throws.
    private List<String> outcomes(List<String> bodies) throws Exception {
        var methods = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++)
            methods.append(
                    "    static Object attempt%d() throws Throwable { %s }%n    static Object run%d() { return outcome(Code::attempt%d); }%n"
                            .formatted(i, bodies.get(i), i, i));
        var outcomes = new ArrayList<String>();
        try (var guests = Guests.of(directory, CODE.formatted(methods))) {
            for (int i = 0; i < bodies.size(); i++) outcomes.add(guests.text("Code", "run" + i));
        }
        return outcomes;
    }

    /// Tries each expression of a table and asserts its outcome, which stands behind it.
    private void tryAll(String table, String outcomeFormat) throws Exception {
        var rows = table.lines().map(line -> line.split(" +\\| *", -1)).toList();
        var outcomes =
                outcomes(rows.stream().map(row -> "return " + row[0] + ";").toList());
        for (int i = 0; i < rows.size(); i++)
            assertThat(outcomes.get(i)).as(rows.get(i)[0]).matches(outcomeFormat.formatted(rows.get(i)[1]));
    }

    @Test
    void aStreamIsNotOpened() throws Exception {
        tryAll("""
                new FileOutputStream("/var/task/evil.txt")                                   | /var/task/evil.txt
                new FileOutputStream("evil.txt")                                             | evil.txt
                new FileOutputStream("/var/task/data.txt", true)                             | /var/task/data.txt
                new FileOutputStream(new File("/var/task/data.txt"))                         | /var/task/data.txt
                new FileOutputStream(new File("/var/task", "evil"), true)                    | /var/task/evil
                new FileOutputStream("/opt/evil")                                            | /opt/evil
                new FileOutputStream("/tmp/../var/task/evil")                                | /tmp/../var/task/evil
                new FileOutputStream("/tmp/link/evil")                                       | /tmp/link/evil
                new FileOutputStream("/tmp/dangling")                                        | /tmp/dangling
                new FileWriter("evil")                                                       | evil
                new FileWriter(new File("evil"), StandardCharsets.UTF_8)                     | evil
                new PrintWriter("evil")                                                      | evil
                new PrintWriter(new File("evil"), "UTF-8")                                   | evil
                new PrintStream("evil")                                                      | evil
                new PrintStream(new File("evil"))                                            | evil
                new Formatter("evil")                                                        | evil
                new Formatter(new File("evil"), "UTF-8", Locale.US)                          | evil
                new RandomAccessFile("data.txt", "rw")                                       | data.txt
                new RandomAccessFile(new File("evil"), "rwd")                                | evil
                new java.util.logging.FileHandler("/var/task/log")                           | /var/task/log
                new ProcessBuilder("true").redirectOutput(new File("/var/task/out")).start() | /var/task/out
                new FileOutputStream("/var/task/evil") { }                                   | /var/task/evil
                new java.util.zip.ZipFile(new File("data.txt"), 5)                           | data.txt
                new java.util.jar.JarFile(new File("data.txt"), true, 5)                     | data.txt
                ((Callable<Object>) () -> new FileWriter("evil")).call()                     | evil
                """, "FileNotFoundException: %s \\(Read-only file system\\)");
    }

    @Test
    void aPathIsNotChanged() throws Exception {
        tryAll("""
                Files.writeString(Path.of("evil"), "x")                                              | evil
                Files.write(Path.of("/opt/evil"), new byte[1])                                       | /opt/evil
                Files.writeString(Path.of("/tmp/link/evil"), "x")                                    | /tmp/link/evil
                Files.writeString(Path.of("/tmp/dangling"), "x")                                     | /tmp/dangling
                Files.newOutputStream(Path.of("data.txt"), TRUNCATE_EXISTING)                        | data.txt
                Files.newInputStream(Path.of("data.txt"), DELETE_ON_CLOSE)                           | data.txt
                Files.newBufferedWriter(Path.of("evil"))                                             | evil
                Files.newByteChannel(Path.of("data.txt"), READ, WRITE)                               | data.txt
                FileChannel.open(Path.of("data.txt"), APPEND)                                        | data.txt
                AsynchronousFileChannel.open(Path.of("data.txt"), WRITE)                             | data.txt
                Files.createFile(Path.of("evil"))                                                    | evil
                Files.createDirectory(Path.of("evil"))                                               | evil
                Files.createDirectories(Path.of("/tmp/link/evil/deep"))                              | /tmp/link/evil
                Files.createSymbolicLink(Path.of("evil"), Path.of("/tmp/mine"))                      | evil
                Files.createLink(Path.of("evil"), Path.of("/tmp/mine"))                              | evil
                Files.createTempFile(Path.of("/var/task"), "a", null).toString().substring(0)        | /var/task/a\\d+\\.tmp
                Files.copy(Path.of("/tmp/mine"), Path.of("evil"))                                    | evil
                Files.copy(Path.of("/tmp/mine"), Path.of("data.txt"), StandardCopyOption.REPLACE_EXISTING) | data.txt
                Files.copy(new ByteArrayInputStream(new byte[1]), Path.of("evil"))                   | evil
                Files.move(Path.of("/tmp/mine"), Path.of("evil"))                                    | evil
                Files.move(Path.of("data.txt"), Path.of("/tmp/data"))                                | data.txt
                Files.setLastModifiedTime(Path.of("data.txt"), FileTime.fromMillis(0))               | data.txt
                Files.setPosixFilePermissions(Path.of("data.txt"), Set.of())                         | data.txt
                Files.setPosixFilePermissions(Path.of("/tmp/link/data.txt"), Set.of())               | /tmp/link/data.txt
                Files.setOwner(Path.of("data.txt"), Files.getOwner(Path.of("/tmp/mine")))            | data.txt
                Files.setAttribute(Path.of("data.txt"), "lastModifiedTime", FileTime.fromMillis(0))  | data.txt
                Files.deleteIfExists(Path.of("Code.class").toAbsolutePath().resolveSibling("data.txt")) | /var/task/data.txt
                Files.writeString(Path.of(new File("data.txt").toURI()), "x")                        | data.txt
                """, "FileSystemException: %s: Read-only file system");
    }

    @Test
    void aConstructorCalledByReflectionIsNoWayRound() throws Exception {
        assertThat(outcome("""
                        try { return FileOutputStream.class.getConstructor(File.class).newInstance(new File("evil")); }
                        catch (java.lang.reflect.InvocationTargetException e) { throw e.getTargetException(); }
                        """)).isEqualTo("FileNotFoundException: evil (Read-only file system)");
    }

    @Test
    void aPathIsNotDeleted() throws Exception {
        assertThat(outcome("Files.delete(Path.of(\"data.txt\")); return null;"))
                .isEqualTo("FileSystemException: data.txt: Read-only file system");
    }

    @Test
    void aHardLinkIsNoWayRound() throws Exception {
        assertThat(outcome("return Files.createLink(Path.of(\"/tmp/own\"), Path.of(\"data.txt\"));"))
                .isEqualTo("FileSystemException: /tmp/own -> data.txt: Invalid cross-device link");
    }

    @Test
    void whatIsThereAndWhatIsNotIsToldFirst() throws Exception {
        tryAll("""
                Files.createFile(Path.of("data.txt"))                   | FileAlreadyExistsException: data.txt
                Files.createDirectory(Path.of("sub"))                   | FileAlreadyExistsException: sub
                Files.createDirectories(Path.of("/var/task/sub"))       | /var/task/sub
                Files.copy(Path.of("/tmp/mine"), Path.of("data.txt"))   | FileAlreadyExistsException: data.txt
                Files.deleteIfExists(Path.of("nothing"))                | false
                Files.newOutputStream(Path.of("nothing"), WRITE)        | NoSuchFileException: nothing
                new File("data.txt").createNewFile()                    | false
                new File("evil").createNewFile()                        | IOException: Read-only file system
                File.createTempFile("abc", null, new File("/var/task")) | IOException: Read-only file system
                """, "%s");
    }

    @Test
    void methodsOfFileAnswerFalse() throws Exception {
        assertThat(outcome("""
                        File f = new File("data.txt"), d = new File("/var/task/sub"), mine = new File("/tmp/mine");
                        f.deleteOnExit();
                        return List.of(f.delete(), d.delete(), new File("new").mkdir(), new File("/tmp/link/a/b").mkdirs(),
                            f.renameTo(new File("/tmp/data")), mine.renameTo(new File("data.txt")), f.setLastModified(0),
                            f.setReadOnly(), f.setReadable(false), f.setReadable(false, false), f.setWritable(true),
                            f.setWritable(true, false), f.setExecutable(true), f.setExecutable(true, false), f.canWrite(),
                            Files.isWritable(f.toPath()), File.class.getMethod("delete").invoke(f),
                            java.util.stream.Stream.of(f).map(File::delete).toList().get(0),
                            new Own("data.txt").delete());
                    } static class Own extends File { Own(String name) { super(name); }
                """).replace("false", "").replaceAll("[\\[\\], ]", ""))
                .isEmpty();
    }

    @Test
    void readingAndRunningStay() throws Exception {
        Files.createDirectories(task.resolve("bin"));
        var program = Files.writeString(task.resolve("bin/hello"), "#!/bin/sh\necho hello\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        before = contents();

        assertThat(outcome("""
                        Files.copy(Path.of("data.txt"), Path.of("/tmp/copy"));
                        Files.writeString(Path.of("/tmp/copy"), "!", APPEND);
                        var run = new ProcessBuilder("/var/task/bin/hello").redirectOutput(new File("/tmp/out")).start();
                        run.waitFor();
                        Files.createSymbolicLink(Path.of("/tmp/to"), Path.of("/var/task/data.txt"));
                        return Files.readString(Path.of("/tmp/copy")) + Files.readString(Path.of("/tmp/out"))
                            + new RandomAccessFile("data.txt", "r").readLine() + new Scanner(new File("data.txt")).next()
                            + FileChannel.open(Path.of("data.txt"), READ).size() + Files.readString(Path.of("/tmp/to"))
                            + Files.getFileAttributeView(Path.of("data.txt"), BasicFileAttributeView.class).readAttributes().size()
                            + Files.isExecutable(Path.of("bin/hello")) + Files.isReadable(Path.of("data.txt"));
                        """)).isEqualTo("data!hello\ndatadata4data4truetrue");
    }

    @Test
    void anArchiveOpensForReadingAlone() throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(task.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("inside"));
            zip.write("old".getBytes(UTF_8));
        }
        before = contents();

        assertThat(outcome("""
                        String seen = "";
                        for (var make : List.<Callable<FileSystem>>of(
                                () -> FileSystems.newFileSystem(URI.create("jar:file:/var/task/a.zip"), Map.of()),
                                () -> FileSystems.newFileSystem(Path.of("a.zip")))) {
                            try (var zip = make.call()) {
                                seen += zip.isReadOnly() + Files.readString(zip.getPath("inside"));
                                try { Files.writeString(zip.getPath("inside"), "new"); }
                                catch (ReadOnlyFileSystemException e) { seen += "refused"; }
                            }
                        }
                        return seen;
                        """)).isEqualTo("trueoldrefusedtrueoldrefused");
    }
}
