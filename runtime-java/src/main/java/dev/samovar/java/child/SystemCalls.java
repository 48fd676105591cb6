package dev.samovar.java.child;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/// What a JVM that waited for its function has to tell the system and itself: the working directory, and the
/// environment variables, of which `System.getenv` keeps a copy.
final class SystemCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CHDIR =
            call("chdir", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle CLEARENV = call("clearenv", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle SETENV = call(
            "setenv",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle GETRUSAGE =
            call("getrusage", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    /// `struct rusage` begins with two `timeval`; then comes the most resident memory, in KiB.
    private static final int MOST_RESIDENT = 32;

    private static final MemorySegment USAGE = Arena.global().allocate(144, 8);

    private SystemCalls() {}

    @SuppressWarnings("restricted") // the jar of a child says that it calls native code
    private static MethodHandle call(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /// Links the calls, where that was not done yet.
    static void link() {}

    static void changeDirectory(String directory) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            int _ = (int) CHDIR.invokeExact(arena.allocateFrom(directory));
        }
    }

    /// Makes a descriptor mean what another one means, also for what this process becomes.
    static void duplicate(int descriptor, int as) throws Throwable {
        var dup2 =
                call("dup2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int _ = (int) dup2.invokeExact(descriptor, as);
    }

    /// Becomes another program; returns only if that cannot be.
    static void become(List<String> words, Map<String, String> variables) throws Throwable {
        var type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        var execve = call("execve", type);
        try (var arena = Arena.ofConfined()) {
            var assignments = variables.entrySet().stream()
                    .map(it -> it.getKey() + "=" + it.getValue())
                    .toList();
            int _ = (int) execve.invokeExact(
                    arena.allocateFrom(words.getFirst()), pointers(arena, words), pointers(arena, assignments));
        }
    }

    private static MemorySegment pointers(Arena arena, List<String> texts) {
        var all = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) all.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
        all.setAtIndex(ValueLayout.ADDRESS, texts.size(), MemorySegment.NULL);
        return all;
    }

    /// The most bytes that this process had in memory.
    static long mostResident() throws Throwable {
        int _ = (int) GETRUSAGE.invokeExact(0, USAGE);
        return USAGE.get(ValueLayout.JAVA_LONG, MOST_RESIDENT) * 1024;
    }

    /// Has the process these variables alone, for Java's code, native code and programs that either starts.
    static void variables(Map<String, String> all) throws Throwable {
        var kept = Class.forName("java.lang.ProcessEnvironment");
        var field = kept.getDeclaredField("theEnvironment");
        field.setAccessible(true);
        var name = valueOf("java.lang.ProcessEnvironment$Variable");
        var value = valueOf("java.lang.ProcessEnvironment$Value");
        @SuppressWarnings("unchecked") // its types cannot be named
        var map = (Map<Object, Object>) field.get(null);
        map.clear();
        int _ = (int) CLEARENV.invokeExact();
        for (var entry : all.entrySet()) {
            map.put(name.invoke(null, entry.getKey()), value.invoke(null, entry.getValue()));
            try (var arena = Arena.ofConfined()) {
                int _ = (int)
                        SETENV.invokeExact(arena.allocateFrom(entry.getKey()), arena.allocateFrom(entry.getValue()), 1);
            }
        }
    }

    private static Method valueOf(String className) throws ReflectiveOperationException {
        var method = Class.forName(className).getDeclaredMethod("valueOf", String.class);
        method.setAccessible(true);
        return method;
    }
}
