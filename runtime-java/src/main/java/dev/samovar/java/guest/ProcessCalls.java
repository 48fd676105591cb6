package dev.samovar.java.guest;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Child processes: they start from the guest's variables in its working directory, and end with it. Only the
/// program's own path is led to its real place; a child sees the host's file system.
public final class ProcessCalls {
    private ProcessCalls() {}

    @Instead(of = ProcessBuilder.class, at = Site.NEW)
    public static ProcessBuilder builder(Guest guest, String[] command) {
        return prepared(guest, new ProcessBuilder(command));
    }

    @Instead(of = ProcessBuilder.class, at = Site.NEW)
    public static ProcessBuilder builder(Guest guest, List<String> command) {
        return prepared(guest, new ProcessBuilder(command));
    }

    @Instead(of = ProcessBuilder.class, member = "start", at = Site.VIRTUAL)
    public static Process start(Guest guest, ProcessBuilder builder) throws IOException {
        requireWritableOutput(guest, builder);
        var process = withRealProgram(guest, builder).start();
        guest.started(process);
        return process;
    }

    @Instead(of = ProcessBuilder.class, member = "startPipeline", at = Site.STATIC)
    public static List<Process> startPipeline(Guest guest, List<ProcessBuilder> builders) throws IOException {
        for (var builder : builders) requireWritableOutput(guest, withRealProgram(guest, builder));
        var processes = ProcessBuilder.startPipeline(builders);
        processes.forEach(guest::started);
        return processes;
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(Guest guest, Runtime runtime, String command) throws IOException {
        return exec(guest, runtime, words(command), null, null);
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(Guest guest, Runtime runtime, String command, String @Nullable [] variables)
            throws IOException {
        return exec(guest, runtime, words(command), variables, null);
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(
            Guest guest, Runtime runtime, String command, String @Nullable [] variables, @Nullable File directory)
            throws IOException {
        return exec(guest, runtime, words(command), variables, directory);
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(Guest guest, Runtime runtime, String[] command) throws IOException {
        return exec(guest, runtime, command, null, null);
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(Guest guest, Runtime runtime, String[] command, String @Nullable [] variables)
            throws IOException {
        return exec(guest, runtime, command, variables, null);
    }

    @Instead(of = Runtime.class, member = "exec", at = Site.VIRTUAL)
    public static Process exec(
            Guest guest, Runtime runtime, String[] command, String @Nullable [] variables, @Nullable File directory)
            throws IOException {
        var builder = builder(guest, command);
        if (variables != null) {
            builder.environment().clear();
            for (var variable : variables) {
                var equals = variable.indexOf('=', 1);
                if (equals > 0)
                    builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        if (directory != null) builder.directory(directory);
        return start(guest, builder);
    }

    private static ProcessBuilder prepared(Guest guest, ProcessBuilder builder) {
        var variables = builder.environment();
        variables.clear();
        variables.putAll(guest.variables());
        return builder.directory(new File(guest.mounts().workingDirectory()));
    }

    private static void requireWritableOutput(Guest guest, ProcessBuilder builder) throws IOException {
        for (var output : List.of(builder.redirectOutput(), builder.redirectError()))
            if (output.file() != null) FileChangeCalls.requireWritable(guest, output.file());
    }

    private static ProcessBuilder withRealProgram(Guest guest, ProcessBuilder builder) {
        var command = builder.command();
        if (command.isEmpty()
                || command.getFirst() == null
                || command.getFirst().indexOf('/') < 0) return builder;
        var real = new ArrayList<>(command);
        real.set(0, guest.mounts().real(command.getFirst()));
        return builder.command(real);
    }

    private static String[] words(String command) {
        if (command.isEmpty()) throw new IllegalArgumentException("Empty command");
        return Collections.list(new StringTokenizer(command)).toArray(String[]::new);
    }
}
