package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control group that this JVM was started in, divided: the kernel limits groups below one that has no
/// processes itself, so those of the JVM are moved to one of their own, beside those of its launchers. The
/// last launcher that ends undoes it.
final class Division {
    private static final Logger LOG = LoggerFactory.getLogger(Division.class);
    private static final ReentrantLock LOCK = new ReentrantLock();

    /// One for all launchers of a JVM, whose control group it is.
    private static final Map<Path, Division> ALL = new HashMap<>();

    private static final String MEMORY = "memory";
    private static final List<String> CONTROLLERS = List.of(MEMORY, "pids", "cpu");

    /// Names of groups that a JVM made, after the number of its process.
    private static final Pattern NAME = Pattern.compile("samovar-(\\d{1,18})(-.*)?");

    private final Kernel kernel;
    private final Path group;
    private final Path host;
    private final List<String> enabled = new ArrayList<>();
    private final List<String> controllers = new ArrayList<>();
    private int launchers;
    private int number;

    private Division(Kernel kernel, Path group) {
        this.kernel = kernel;
        this.group = group;
        this.host = group.resolve(hostName(kernel));
    }

    private static String hostName(Kernel kernel) {
        return "samovar-" + kernel.self() + "-host";
    }

    /// That of this JVM, for one launcher more.
    ///
    /// @throws IOException if it cannot be; the message says why, as a sentence's half, and all is as before
    static Division joined(Kernel kernel) throws IOException {
        LOCK.lock();
        try {
            var own = Place.find(kernel);
            var parent = own.getParent();
            var group = parent != null && own.endsWith(hostName(kernel)) ? parent : own;
            var there = ALL.get(group);
            if (there == null) {
                there = new Division(kernel, group);
                there.make();
                ALL.put(group, there);
            }
            there.launchers++;
            return there;
        } finally {
            LOCK.unlock();
        }
    }

    // --- making

    private void make() throws IOException {
        var offered = words("cgroup.controllers");
        if (!offered.contains(MEMORY)) throw new IOException("memory is not counted by the control group " + group);
        removeLeftovers();
        try {
            if (!isRoot()) leave();
            for (var controller : CONTROLLERS) if (offered.contains(controller)) enable(controller);
            LOG.info("the memory of sandboxed functions is held by control groups below {}", group);
        } catch (IOException e) {
            undo();
            throw e;
        }
    }

    /// The one at the top may have processes, and nothing tells of what type it is.
    private boolean isRoot() {
        return !kernel.exists(group.resolve("cgroup.type"));
    }

    private void leave() throws IOException {
        var type = words("cgroup.type");
        if (!type.equals(List.of("domain")))
            throw new IOException("the control group " + group + " is of type " + String.join(" ", type));
        for (var above = group; above != null; above = above.getParent())
            if (isUnit(above) && !kernel.isHandedOver(above))
                throw new IOException(
                        "the control group " + above + " is systemd's, which does not hand it over (Delegate=yes)");
        kernel.make(host);
        Members.moveOurs(kernel, group, host);
    }

    /// systemd starts processes in its groups at any time, which one that is divided does not let in.
    private static boolean isUnit(Path path) {
        var name = String.valueOf(path.getFileName());
        return name.endsWith(".service") || name.endsWith(".scope");
    }

    private void enable(String controller) throws IOException {
        try {
            if (!words("cgroup.subtree_control").contains(controller)) {
                kernel.write(group.resolve("cgroup.subtree_control"), "+" + controller);
                enabled.add(controller);
            }
            controllers.add(controller);
        } catch (IOException e) {
            if (controller.equals(MEMORY)) throw e;
            LOG.debug("the control group {} does not share out {}", group, controller, e);
        }
    }

    private List<String> words(String file) throws IOException {
        return List.of(kernel.text(group.resolve(file)).strip().split("\\s+", -1));
    }

    /// What a JVM left behind that was killed.
    private void removeLeftovers() throws IOException {
        for (var other : kernel.below(group)) {
            var name = NAME.matcher(other.getFileName().toString());
            if (!name.matches() || kernel.isAlive(Long.parseLong(name.group(1)))) continue;
            try {
                for (var below : kernel.below(other)) remove(below);
            } catch (IOException e) {
                LOG.debug("the control group {} is gone meanwhile", other, e);
            }
            remove(other);
        }
    }

    // --- for launchers

    /// Makes a group for a launcher, whose children are below it.
    Path launcher() throws IOException {
        LOCK.lock();
        try {
            var made = group.resolve("samovar-" + kernel.self() + "-" + ++number);
            kernel.make(made);
            for (var controller : controllers) kernel.write(made.resolve("cgroup.subtree_control"), "+" + controller);
            return made;
        } finally {
            LOCK.unlock();
        }
    }

    /// One launcher has ended, and has removed its group.
    void left() {
        LOCK.lock();
        try {
            if (--launchers > 0) return;
            ALL.remove(group);
            undo();
        } finally {
            LOCK.unlock();
        }
    }

    // --- undoing

    private void undo() {
        for (var controller : enabled.reversed()) disable(controller);
        enabled.clear();
        if (!kernel.exists(host)) return;
        try {
            Members.moveAll(kernel, host, group);
        } catch (IOException e) {
            LOG.debug("the processes of this JVM stay in the control group {}", host, e);
        }
        remove(host);
    }

    private void disable(String controller) {
        try {
            kernel.write(group.resolve("cgroup.subtree_control"), "-" + controller);
        } catch (IOException e) {
            LOG.debug("the control group {} shares out {} for ever", group, controller, e);
        }
    }

    private void remove(Path made) {
        try {
            kernel.remove(made);
        } catch (IOException e) {
            LOG.debug("the control group {} is not removed", made, e);
        }
    }
}
