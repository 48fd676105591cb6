package dev.samovar.process.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a process holds of a real disk. Others write to that and delete meanwhile, so a process that takes too much
/// goes on until it is noticed.
@Timeout(60)
final class StorageTest {
    private static final long MEBI = 1 << 20;

    @TempDir
    Path directory;

    private final CompletableFuture<Long> told = new CompletableFuture<>();

    private Process python(String script) throws IOException {
        return new ProcessBuilder("python3", "-c", "import mmap, os\n" + script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// Looks at a process, from its first word on, until it ends or something is told.
    private void look(Process process, long limit) throws IOException, InterruptedException {
        assertThat(process.inputReader().readLine()).isEqualTo("begins");
        var storage = new Storage(new ProcessTree(process.pid(), 0), directory, limit, told::complete);
        process.outputWriter().append("go\n").flush();
        do storage.look();
        while (!told.isDone() && !process.waitFor(5, TimeUnit.MILLISECONDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open(str(number), 'wb').write(bytes(1 << 20))",
                "open(str(number), 'w').write('x')",
                "os.makedirs(f'{number}/' * 9)",
                """
                file = os.open('.', os.O_TMPFILE | os.O_RDWR)
                    os.write(file, bytes(1 << 20))""",
                """
                file = os.open('.', os.O_TMPFILE | os.O_RDWR)
                    os.truncate(file, 1 << 20)
                    kept.append(mmap.mmap(file, 1 << 20))
                    kept[-1].write(b'1' * (1 << 20))
                    os.close(file)"""
            })
    void isToldHoweverItIsHeld(String taken) throws Exception {
        var process = python("""
                kept = []
                print('begins', flush=True)
                input()
                for number in range(2000):
                    %s
                input()
                """.formatted(taken));
        try {
            look(process, 4 * MEBI);
            assertThat(told).isCompletedWithValueMatching(bytes -> bytes > 4 * MEBI);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void isNotToldOfHolesNorOfWhatIsGivenBack() throws Exception {
        var process = python("""
                print('begins', flush=True)
                input()
                with open('holes', 'wb') as holes:
                    holes.truncate(1 << 40)
                for number in range(100):
                    with open('again', 'wb') as again:
                        again.write(bytes(1 << 20))
                    os.remove('again')
                """);
        look(process, 512 * MEBI);
        assertThat(process.exitValue()).isZero();
        assertThat(told).isNotDone();
    }

    @Test
    void countsWhatWasThereBefore() throws Exception {
        Files.write(directory.resolve("before"), new byte[(int) (64 * MEBI)]);
        var process = python("""
                print('begins', flush=True)
                input()
                for number in range(60):
                    with open(str(number), 'wb') as file:
                        file.write(bytes(1 << 20))
                input()
                """);
        try {
            look(process, 80 * MEBI);
            assertThat(told).isCompletedWithValueMatching(bytes -> bytes > 80 * MEBI);
        } finally {
            process.destroyForcibly();
        }
    }
}
