package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files that a guest has open, by their descriptors, as `open(2)` and its companions have them.
final class OpenFiles implements AutoCloseable {
    private static final int WRITE_ONLY = 01;
    private static final int READ_WRITE = 02;
    private static final int CREATE = 0100;
    private static final int EXCLUSIVE = 0200;
    private static final int TRUNCATE = 01000;
    private static final int APPEND = 02000;
    private static final int DIRECTORY = 0200000;
    private static final int NO_FOLLOW = 0400000;

    private static final String NOWHERE = "/dev/null";

    /// Below are the standard streams.
    private static final int FIRST = 17;

    private static final int MOST = 1024;

    /// A descriptor's file; a directory has no channel.
    ///
    /// @param seen its path as the function saw it: what is there now can be another file, and its real path
    ///     can lead out of the jail by now, so it is resolved anew
    record Open(String seen, @Nullable FileChannel channel, boolean append) {
        Jail.Place place(Jail jail) {
            return seen.equals(NOWHERE) ? new Jail.Place(NOWHERE, Path.of(NOWHERE)) : jail.resolve(seen, false);
        }

        FileChannel file() {
            if (channel == null) throw new FileFault("EISDIR");
            return channel;
        }
    }

    private final TreeMap<Integer, Open> files = new TreeMap<>();

    int open(Jail jail, String path, int flags, int mode) throws IOException {
        if (files.size() >= MOST) throw new FileFault("EMFILE");
        if (path.equals(NOWHERE)) return add(new Open(NOWHERE, nowhere(flags), false));
        var place = jail.resolve(path, (flags & NO_FOLLOW) == 0);
        boolean writes = (flags & (WRITE_ONLY | READ_WRITE | CREATE | TRUNCATE)) != 0;
        boolean there = place.real() == null
                ? jail.isAbove(place.seen())
                : Files.exists(place.real(), LinkOption.NOFOLLOW_LINKS);
        if (!there && (flags & CREATE) == 0) throw new FileFault("ENOENT");
        if (there && (flags & EXCLUSIVE) != 0 && (flags & CREATE) != 0) throw new FileFault("EEXIST");
        var real = writes ? place.writable() : place.readable();
        if (Files.isSymbolicLink(real)) throw new FileFault("ELOOP");
        if (Files.isDirectory(real)) {
            if (writes) throw new FileFault("EISDIR");
            return add(new Open(place.seen(), null, false));
        }
        if ((flags & DIRECTORY) != 0) throw new FileFault("ENOTDIR");
        if (there && !Files.isRegularFile(real)) throw new FileFault("ENXIO");
        var options = options(flags);
        var channel = there || !hasPosix(real)
                ? FileChannel.open(real, options)
                : FileChannel.open(real, options, PosixFilePermissions.asFileAttribute(permissions(mode & ~022)));
        return add(new Open(place.seen(), channel, (flags & APPEND) != 0));
    }

    private static FileChannel nowhere(int flags) throws IOException {
        return FileChannel.open(Path.of(NOWHERE), options(flags & (WRITE_ONLY | READ_WRITE)));
    }

    private static boolean hasPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Set<OpenOption> options(int flags) {
        Set<OpenOption> options = new HashSet<>();
        options.add(LinkOption.NOFOLLOW_LINKS);
        if ((flags & WRITE_ONLY) == 0) options.add(StandardOpenOption.READ);
        if ((flags & (WRITE_ONLY | READ_WRITE)) != 0) options.add(StandardOpenOption.WRITE);
        if ((flags & CREATE) != 0)
            options.add((flags & EXCLUSIVE) != 0 ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
        if ((flags & TRUNCATE) != 0 && (flags & (WRITE_ONLY | READ_WRITE)) != 0)
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        return options;
    }

    /// The permissions that an octal mode gives.
    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> set = new HashSet<>();
        var all = PosixFilePermission.values();
        for (int i = 0; i < 9; i++) if ((mode & (0400 >> i)) != 0) set.add(all[i]);
        return set;
    }

    private int add(Open file) {
        int descriptor = FIRST;
        while (files.containsKey(descriptor)) descriptor++;
        files.put(descriptor, file);
        return descriptor;
    }

    Open get(int descriptor) {
        var file = files.get(descriptor);
        if (file == null) throw new FileFault("EBADF");
        return file;
    }

    void close(int descriptor) throws IOException {
        var file = get(descriptor);
        files.remove(descriptor);
        if (file.channel() != null) file.channel().close();
    }

    /// Reads at a position, or where the last read or write ended if it is negative.
    int read(int descriptor, Bytes target, long position) throws IOException {
        var channel = get(descriptor).file();
        var into = ByteBuffer.wrap(target.array(), target.from(), target.length());
        if (into.remaining() == 0) return 0;
        int count = Math.max(0, position < 0 ? channel.read(into) : channel.read(into, position));
        target.written();
        return count;
    }

    int write(int descriptor, ByteBuffer from, long position) throws IOException {
        var file = get(descriptor);
        var channel = file.file();
        int count = from.remaining();
        if (file.append()) channel.position(channel.size());
        while (from.hasRemaining()) {
            if (position < 0 || file.append()) channel.write(from);
            else position += channel.write(from, position);
        }
        return count;
    }

    @Override
    public void close() {
        for (var file : files.values()) {
            try {
                if (file.channel() != null) file.channel().close();
            } catch (IOException e) {
                // Nothing is lost: what was written was written without a buffer.
            }
        }
        files.clear();
    }
}
