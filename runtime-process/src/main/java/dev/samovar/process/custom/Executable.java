package dev.samovar.process.custom;

import dev.samovar.api.Isolation;
import dev.samovar.process.confine.Bubblewrap;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds out whether a file of a function is a program, before a shell would try to make something of it.
final class Executable {
    private static final int HEAD = 256;
    private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

    /// The machines that programs are made for, by Java's names for them.
    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "x86_64", 62, "aarch64", 183);

    private final Optional<Path> task;
    private final Optional<Path> layers;
    private final boolean isSandboxed;

    Executable(Sandbox sandbox, Isolation isolation) {
        isSandboxed = isolation == Isolation.PROCESS;
        task = sandbox.taskRoot();
        layers = sandbox.layerRoot();
    }

    /// Why the system would refuse to start a file, in its words; empty if it would not.
    Optional<String> flaw(Path file) {
        if (!Files.isExecutable(file)) return Optional.of("permission denied");
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        } catch (IOException e) {
            return Optional.of("input/output error");
        }
        if (head.length > 2 && head[0] == '#' && head[1] == '!')
            return isThere(interpreter(head)) ? Optional.empty() : Optional.of("no such file or directory");
        return isForThisMachine(head) ? Optional.empty() : Optional.of("exec format error");
    }

    private static String interpreter(byte[] head) {
        var text = new String(head, 2, head.length - 2, StandardCharsets.UTF_8);
        var line = text.lines().findFirst().orElse("");
        if (text.startsWith(line + "\r\n")) line += "\r";
        var words = line.replaceFirst("^[ \t]+", "").split("[ \t]", 2);
        return words[0];
    }

    /// Whether there is a file, which may be one of the function's own.
    private boolean isThere(String path) {
        if (path.startsWith("/var/task/")) return isThere(task, path.substring("/var/task/".length()));
        if (path.startsWith("/opt/") && layers.isPresent()) return isThere(layers, path.substring("/opt/".length()));
        var file = Path.of(path);
        return file.isAbsolute() && Files.exists(file) && (!isSandboxed || Bubblewrap.shows(file));
    }

    private static boolean isThere(Optional<Path> root, String path) {
        return root.map(it -> it.resolve(path)).filter(Files::exists).isPresent();
    }

    private static boolean isForThisMachine(byte[] head) {
        if (head.length < 20) return false;
        for (int i = 0; i < ELF.length; i++) if (head[i] != ELF[i]) return false;
        var wanted = MACHINES.get(System.getProperty("os.arch"));
        var order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return wanted == null || ByteBuffer.wrap(head).order(order).getShort(18) == wanted;
    }
}
