package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Control groups in a directory, with the kernel's rules: who has processes has no controllers for those
/// below, but for the root; what is not empty is not removed.
class FakeKernel implements Kernel {
    static final long SELF = 100;

    /// The files of controllers, with what they say at first.
    private static final Map<String, Map<String, String>> FILES = Map.of(
            "memory",
                    Map.of(
                            "memory.max", "max",
                            "memory.swap.max", "max",
                            "memory.oom.group", "0",
                            "memory.events", "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n"),
            "cpu", Map.of("cpu.weight", "100"),
            "pids", Map.of("pids.max", "max"));

    private final Path root;
    private final Path proc;
    final Set<Long> family = new HashSet<>(Set.of(SELF));
    final Set<Long> alive = new HashSet<>(Set.of(SELF));

    /// Files that cannot be written to.
    final Set<Path> refused = new HashSet<>();

    /// Files that groups do not have on this system.
    final Set<String> unknown = new HashSet<>();

    /// Groups that systemd hands over.
    final Set<Path> handedOver = new HashSet<>();

    /// Processes that begin, by whose move they come before.
    final Map<Long, Long> births = new HashMap<>();

    FakeKernel(Path directory, String... controllers) throws IOException {
        root = Files.createDirectories(directory.resolve("groups"));
        proc = Files.createDirectories(directory.resolve("self"));
        populate(root, List.of(controllers));
        Files.delete(root.resolve("cgroup.type"));
        Files.writeString(
                proc.resolve("mountinfo"), "30 24 0:26 / " + root + " rw,nosuid shared:9 - cgroup2 cgroup2 rw\n");
    }

    @Override
    public Path proc() {
        return proc;
    }

    /// The process of this JVM is in this group, with others.
    Path in(String path, Long... others) throws IOException {
        var group = root;
        for (var name : path.isEmpty() ? List.<Path>of() : Path.of(path)) {
            var all = controllers(group, "cgroup.controllers");
            var below = group.resolve(name.toString());
            set(group.resolve("cgroup.subtree_control"), all);
            make(below);
            group = below;
        }
        var members = new ArrayList<>(List.of(SELF));
        members.addAll(List.of(others));
        Files.writeString(group.resolve("cgroup.procs"), lines(members));
        move(SELF, group);
        return group;
    }

    List<Long> members(Path group) throws IOException {
        return Members.of(this, group);
    }

    String said(Path group, String file) throws IOException {
        return Files.readString(group.resolve(file)).strip();
    }

    /// The names of the groups below one.
    List<String> names(Path group) throws IOException {
        return below(group).stream()
                .map(it -> it.getFileName().toString())
                .sorted()
                .toList();
    }

    private static String lines(Iterable<Long> members) {
        var text = new StringBuilder();
        members.forEach(it -> text.append(it).append('\n'));
        return text.toString();
    }

    private void populate(Path group, List<String> controllers) throws IOException {
        for (var file : List.of("cgroup.procs", "cgroup.subtree_control", "cgroup.kill"))
            if (!unknown.contains(file)) Files.writeString(group.resolve(file), "");
        Files.writeString(group.resolve("cgroup.type"), "domain\n");
        Files.writeString(group.resolve("cgroup.controllers"), String.join(" ", controllers) + "\n");
        if (!group.equals(root)) for (var controller : controllers) show(group, controller);
    }

    private void show(Path group, String controller) throws IOException {
        for (var file : FILES.getOrDefault(controller, Map.of()).entrySet())
            if (!unknown.contains(file.getKey())) Files.writeString(group.resolve(file.getKey()), file.getValue());
    }

    private static Set<String> controllers(Path group, String file) throws IOException {
        var text = Files.readString(group.resolve(file)).strip();
        return text.isEmpty() ? new LinkedHashSet<>() : new LinkedHashSet<>(List.of(text.split(" ", -1)));
    }

    private static void set(Path file, Set<String> controllers) throws IOException {
        Files.writeString(file, String.join(" ", controllers) + "\n");
    }

    // --- as the kernel does it

    @Override
    public boolean isHandedOver(Path group) {
        return handedOver.contains(group);
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public String text(Path file) throws IOException {
        return Files.readString(file);
    }

    @Override
    public void write(Path file, String text) throws IOException {
        if (refused.contains(file)) throw new IOException("this JVM may not write to " + file);
        if (!Files.exists(file)) throw new IOException(file + ": not there");
        var group = Objects.requireNonNull(file.getParent());
        switch (file.getFileName().toString()) {
            case "cgroup.procs" -> move(Long.parseLong(text), group);
            case "cgroup.subtree_control" -> share(group, text);
            case "cgroup.kill" -> Files.writeString(group.resolve("cgroup.procs"), "");
            default -> Files.writeString(file, text);
        }
    }

    private void move(long process, Path to) throws IOException {
        if (!to.equals(root) && !controllers(to, "cgroup.subtree_control").isEmpty()) throw busy();
        var born = births.remove(process);
        for (var group : all()) {
            var members = new TreeSet<>(members(group));
            if (!members.remove(process)) continue;
            if (born != null && family.add(born)) members.add(born);
            Files.writeString(group.resolve("cgroup.procs"), lines(members));
        }
        var members = new TreeSet<>(members(to));
        members.add(process);
        Files.writeString(to.resolve("cgroup.procs"), lines(members));
        if (process == SELF) Files.writeString(proc.resolve("cgroup"), "3:cpu:/\n0::/" + root.relativize(to) + "\n");
    }

    private void share(Path group, String text) throws IOException {
        var controller = text.substring(1);
        var shared = controllers(group, "cgroup.subtree_control");
        if (text.startsWith("+")) {
            if (!controllers(group, "cgroup.controllers").contains(controller)) throw new IOException("not there");
            if (!group.equals(root) && !members(group).isEmpty()) throw busy();
            if (!shared.add(controller)) return;
        } else {
            for (var below : below(group))
                if (controllers(below, "cgroup.subtree_control").contains(controller)) throw busy();
            if (!shared.remove(controller)) return;
        }
        set(group.resolve("cgroup.subtree_control"), shared);
        for (var below : below(group)) {
            set(below.resolve("cgroup.controllers"), shared);
            if (shared.contains(controller)) show(below, controller);
            else
                for (var file : FILES.getOrDefault(controller, Map.of()).keySet())
                    Files.deleteIfExists(below.resolve(file));
        }
    }

    private static IOException busy() {
        return new IOException("Device or resource busy");
    }

    private List<Path> all() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    @Override
    public void make(Path group) throws IOException {
        if (refused.contains(group)) throw new IOException("this JVM may not write to " + group);
        if (Files.isDirectory(group)) return;
        var parent = Objects.requireNonNull(group.getParent());
        Files.createDirectory(group);
        populate(group, List.copyOf(controllers(parent, "cgroup.subtree_control")));
    }

    @Override
    public void remove(Path group) throws IOException {
        if (!Files.exists(group)) return;
        if (!members(group).isEmpty() || !below(group).isEmpty()) throw busy();
        try (Stream<Path> files = Files.list(group)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(group);
    }

    @Override
    public List<Path> below(Path group) throws IOException {
        try (var files = Files.list(group)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    @Override
    public long self() {
        return SELF;
    }

    @Override
    public Set<Long> family() {
        return Set.copyOf(family);
    }

    @Override
    public boolean isAlive(long process) {
        return alive.contains(process);
    }
}
