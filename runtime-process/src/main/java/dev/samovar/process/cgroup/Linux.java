package dev.samovar.process.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The kernel of this machine.
final class Linux implements Kernel {
    /// How often and how far apart it is tried to remove a group whose processes were just ended.
    private static final int TRIES = 50;

    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    @Override
    public Path proc() {
        return Path.of("/proc/self");
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /// In one piece, as the kernel wants it.
    @Override
    public void write(Path file, String text) throws IOException {
        try {
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw told(file, e);
        }
    }

    @Override
    public void make(Path group) throws IOException {
        try {
            Files.createDirectory(group);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(group)) throw e;
        } catch (IOException e) {
            throw told(group, e);
        }
    }

    /// The same in words that a reader can do something with.
    private static IOException told(Path file, IOException e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) return new IOException("this JVM may not write to " + file, e);
        return message.contains(file.toString()) ? e : new IOException(file + ": " + message, e);
    }

    @Override
    public void remove(Path group) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                Files.deleteIfExists(group);
                return;
            } catch (IOException e) {
                if (left == 0) throw e;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public List<Path> below(Path group) throws IOException {
        try (var all = Files.list(group)) {
            return all.filter(Files::isDirectory).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// systemd says so in an attribute of the directory, from version 251 on.
    @Override
    public boolean isHandedOver(Path group) {
        try {
            var attributes = Files.getFileAttributeView(group, UserDefinedFileAttributeView.class);
            return attributes != null && attributes.list().contains("delegate");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long self() {
        return ProcessHandle.current().pid();
    }

    @Override
    public Set<Long> family() {
        var all = new HashSet<Long>();
        all.add(self());
        ProcessHandle.current().descendants().forEach(it -> all.add(it.pid()));
        return all;
    }

    @Override
    public boolean isAlive(long process) {
        return ProcessHandle.of(process).isPresent();
    }
}
