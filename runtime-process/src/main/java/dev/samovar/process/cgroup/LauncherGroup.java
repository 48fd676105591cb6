package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control group of a launcher, which has those of its children below it. All children together have the
/// weight of the host, where the processor is not enough for both.
final class LauncherGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherGroup.class);

    /// For a first group that shows whether others can be made.
    private static final Limits TRIAL = new Limits(128);

    private final Kernel kernel;
    private final Division division;
    private final Path group;
    private final AtomicLong number = new AtomicLong();

    private LauncherGroup(Kernel kernel, Division division, Path group) {
        this.kernel = kernel;
        this.division = division;
        this.group = group;
    }

    /// Makes one, with all that it needs.
    ///
    /// @throws IOException if it cannot be; the message says why, as a sentence's half, and all is as before
    static LauncherGroup made(Kernel kernel) throws IOException {
        var division = Division.joined(kernel);
        LauncherGroup made;
        try {
            made = new LauncherGroup(kernel, division, division.launcher());
        } catch (IOException e) {
            division.left();
            throw e;
        }
        try (var _ = made.child(TRIAL)) {
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /// Makes a group for a child.
    ChildGroup child(Limits limits) throws IOException {
        return ChildGroup.made(kernel, group.resolve("child" + number.incrementAndGet()), limits);
    }

    /// Ends what is left of the children, and undoes everything.
    @Override
    public void close() {
        try {
            for (var left : kernel.below(group)) new ChildGroup(kernel, left).close();
            kernel.remove(group);
        } catch (IOException e) {
            LOG.warn("the control group {} cannot be removed: {}", group, e.getMessage());
        }
        division.left();
    }
}
