package dev.samovar.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Kills a process with all that it started and that did not leave its group.
///
/// The system's `kill` is called directly where the host has given native access to this code
/// (`--enable-native-access`); elsewhere the descendants are ended one by one.
final class ProcessGroup {
    private static final int SIGKILL = 9;
    private static final @Nullable MethodHandle KILL = kill();

    private ProcessGroup() {}

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle kill() {
        if (!ProcessGroup.class.getModule().isNativeAccessEnabled()) return null;
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("kill")
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                .orElse(null);
    }

    /// Kills the group that a process leads.
    static void kill(Process leader) {
        var kill = KILL;
        if (kill == null || !leader.isAlive()) {
            leader.descendants().forEach(ProcessHandle::destroyForcibly);
            leader.destroyForcibly();
            return;
        }
        try {
            int _ = (int) kill.invokeExact(-(int) leader.pid(), SIGKILL);
        } catch (Throwable e) {
            throw new IllegalStateException("kill cannot be called", e);
        }
    }
}
