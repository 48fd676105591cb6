package dev.samovar.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file layer under a journal, handed in so that tests can have it fail.
///
/// What is written is durable when the file was forced; that a file is there, when its directory was.
public interface Disk {

    /// An open file.
    interface DiskFile extends Closeable {
        /// Reads as many bytes as fit and there are.
        void read(ByteBuffer into, long position) throws IOException;

        /// Writes all bytes.
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Cuts off what is beyond this size.
        void truncate(long size) throws IOException;

        /// Makes what was written durable.
        void force() throws IOException;

        /// Its size in bytes.
        long size() throws IOException;
    }

    /// The disk itself.
    static Disk real() {
        return new RealDisk();
    }

    /// Keeps everybody else out as long as it is open; empty if somebody else does. The system lets go of it when the
    /// process ends.
    Optional<Closeable> lock(Path file) throws IOException;

    /// Opens a file for reading and writing, making it if it is not there, for its owner alone.
    DiskFile open(Path file) throws IOException;

    /// Makes a directory with those above it if it is not there, for its owner alone.
    void makeDirectory(Path directory) throws IOException;

    /// The names of the files in a directory.
    List<String> list(Path directory) throws IOException;

    /// Gives a file another name in one step.
    void move(Path from, Path to) throws IOException;

    /// Deletes a file if it is there.
    void delete(Path file) throws IOException;

    /// Makes durable which files a directory has.
    void forceDirectory(Path directory) throws IOException;
}
