package dev.samovar.process.cgroup;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control groups of a launcher's children, if this machine lets it make some, which is found out when
/// the first is wanted. Nothing fails for want of them: children are watched all the same.
public final class ControlGroups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroups.class);

    private final Kernel kernel;
    private @Nullable LauncherGroup launcher;
    private boolean useless;

    public ControlGroups() {
        this(new Linux());
    }

    ControlGroups(Kernel kernel) {
        this.kernel = kernel;
    }

    /// Why there can be none here, as a sentence's half; empty if there can. Tries, and leaves nothing
    /// behind.
    public static Optional<String> obstacle() {
        return obstacle(new Linux());
    }

    static Optional<String> obstacle(Kernel kernel) {
        try (var _ = LauncherGroup.made(kernel)) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// A group for a child, with limits by the memory that its function is configured with.
    public synchronized Optional<ChildGroup> child(int memoryMb) {
        if (useless) return Optional.empty();
        try {
            var there = launcher;
            if (there == null) {
                there = LauncherGroup.made(kernel);
                launcher = there;
            }
            return Optional.of(there.child(new Limits(memoryMb)));
        } catch (IOException e) {
            LOG.debug("children are watched alone, without control groups", e);
            useless = launcher == null;
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        useless = true;
        if (launcher != null) launcher.close();
        launcher = null;
    }
}
