package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What control groups need of the system: their files, and which processes are this JVM's.
interface Kernel {

    /// Where it tells of this process: `/proc/self`.
    Path proc();

    boolean exists(Path file);

    String text(Path file) throws IOException;

    /// Writes to a file that is there.
    void write(Path file, String text) throws IOException;

    /// Makes a group, unless it is there.
    void make(Path group) throws IOException;

    /// Removes a group that is empty, or is about to be; nothing is done if it is not there.
    void remove(Path group) throws IOException;

    /// The groups right below one.
    List<Path> below(Path group) throws IOException;

    /// Whether a group of systemd's was handed over to who is in it, by `Delegate=yes`.
    boolean isHandedOver(Path group);

    /// The number of this process.
    long self();

    /// The numbers of this process and of all that descend from it.
    Set<Long> family();

    /// Whether there is a process of this number.
    boolean isAlive(long process);
}
