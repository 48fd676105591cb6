package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control group of one child with all that it starts.
public final class ChildGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildGroup.class);

    /// That the group came to its own limit, and that the kernel ended something for want of memory.
    private static final Pattern RAN_OUT = Pattern.compile("\\boom [1-9]\\d*\\R(?s:.*)\\boom_kill [1-9]");

    private final Kernel kernel;
    private final Path group;
    private volatile boolean ranOut;

    ChildGroup(Kernel kernel, Path group) {
        this.kernel = kernel;
        this.group = group;
    }

    static ChildGroup made(Kernel kernel, Path group, Limits limits) throws IOException {
        var made = new ChildGroup(kernel, group);
        kernel.make(group);
        try {
            made.write(limits.needed());
            for (var wanted : limits.wanted().entrySet())
                if (kernel.exists(group.resolve(wanted.getKey())))
                    kernel.write(group.resolve(wanted.getKey()), wanted.getValue());
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    private void write(Map<String, String> values) throws IOException {
        for (var value : values.entrySet()) kernel.write(group.resolve(value.getKey()), value.getValue());
    }

    /// Where it is.
    public Path directory() {
        return group;
    }

    /// Whether the kernel ended what was in it since its memory was used up.
    public boolean ranOut() {
        if (ranOut) return true;
        try {
            ranOut =
                    RAN_OUT.matcher(kernel.text(group.resolve("memory.events"))).find();
        } catch (IOException e) {
            LOG.debug("the control group {} is gone", group, e);
        }
        return ranOut;
    }

    /// Ends what is left in it, and removes it.
    @Override
    public void close() {
        var _ = ranOut();
        try {
            var kill = group.resolve("cgroup.kill");
            if (kernel.exists(kill)) kernel.write(kill, "1");
            kernel.remove(group);
        } catch (IOException e) {
            LOG.debug("the control group {} is not removed yet", group, e);
        }
    }
}
