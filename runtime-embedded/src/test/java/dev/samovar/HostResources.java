package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What this JVM holds, to be compared before and after.
final class HostResources {
    private static final Set<String> JDK = Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

    private HostResources() {}

    /// All but Awaitility's and those that the JDK starts for itself, such as the carriers of virtual threads.
    static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .filter(thread -> !isOfTheJdk(thread.getThreadGroup()))
                .toList();
    }

    private static boolean isOfTheJdk(@Nullable ThreadGroup group) {
        return group == null || JDK.contains(group.getName());
    }

    /// What is open, sockets and pipes without their numbers; none of what the JVM opens when it first
    /// needs a class.
    static List<String> openFiles() {
        var open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) return List.of();
        var own = System.getProperty("java.class.path");
        try (var files = Files.list(open)) {
            return files.map(HostResources::target)
                    .filter(file -> !own.contains(file) && !file.startsWith(System.getProperty("java.home")))
                    .map(file -> file.replaceAll("\\[\\d+]|^/proc/.*", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /// The files and directories below one.
    static List<Path> files(Path place) {
        try (var all = Files.walk(place)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The processes of this machine that this JVM may look at and that have such a variable in their environment, or
    /// had when they began.
    static List<ProcessHandle> processesWith(String variable) {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains(variable))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
