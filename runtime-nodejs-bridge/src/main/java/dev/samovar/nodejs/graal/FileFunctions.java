package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The calls of `fs`, each done at once on the guest's thread: what they touch are local files. The binding
/// makes callbacks and promises of them.
///
/// A failure is told as an object that the binding turns into Node's error, so that none of our frames is in
/// it.
final class FileFunctions {
    @FunctionalInterface
    private interface Call {
        Object run(JSRealm realm, Object[] arguments) throws IOException;
    }

    private final Supplier<Jail> jail;
    private final OpenFiles open;

    private FileFunctions(Supplier<Jail> jail, OpenFiles open) {
        this.jail = jail;
        this.open = open;
    }

    static void addTo(Map<String, HostFunction> functions, Supplier<Jail> jail, OpenFiles open) {
        new FileFunctions(jail, open).addTo(functions);
    }

    private void addTo(Map<String, HostFunction> functions) {
        put(functions, "stat", (realm, a) -> status(realm, FileStatus.of(existing(a[0], true))));
        put(
                functions,
                "lstat",
                (realm, a) -> status(realm, FileStatus.of(existing(a[0], false), LinkOption.NOFOLLOW_LINKS)));
        put(functions, "place", (_, a) -> new HostHandle(existing(a[0], true).readable()));
        put(
                functions,
                "newPlace",
                (_, a) -> new HostHandle(
                        jail.get().resolve(Guest.string(a[0]), false).writable()));
        put(functions, "fstat", (realm, a) -> status(realm, statusOf(Guest.integer(a[0]))));
        put(functions, "access", (_, a) -> access(existing(a[0], true), Guest.integer(a[1])));
        put(
                functions,
                "open",
                (_, a) -> open.open(jail.get(), Guest.string(a[0]), Guest.integer(a[1]), Guest.integer(a[2])));
        put(functions, "close", (_, a) -> {
            open.close(Guest.integer(a[0]));
            return Undefined.instance;
        });
        put(
                functions,
                "read",
                (_, a) -> open.read(
                        Guest.integer(a[0]),
                        Bytes.of(a[1]).slice(Guest.integer(a[2]), Guest.integer(a[2]) + Guest.integer(a[3])),
                        position(a[4])));
        put(functions, "writeBuffer", (_, a) -> {
            var part = Bytes.of(a[1]).slice(Guest.integer(a[2]), Guest.integer(a[2]) + Guest.integer(a[3]));
            return open.write(
                    Guest.integer(a[0]), ByteBuffer.wrap(part.array(), part.from(), part.length()), position(a[4]));
        });
        put(functions, "writeString", (_, a) -> {
            var bytes = TextCoding.named(JSRuntime.isNullOrUndefined(a[3]) ? "utf8" : Guest.string(a[3]))
                    .encode(Guest.string(a[1]));
            return open.write(Guest.integer(a[0]), ByteBuffer.wrap(bytes), position(a[2]));
        });
        put(functions, "ftruncate", (_, a) -> truncate(open.get(Guest.integer(a[0])), (long) JSRuntime.toDouble(a[1])));
        put(functions, "fsync", (_, a) -> {
            open.get(Guest.integer(a[0])).file().force(true);
            return Undefined.instance;
        });
        put(functions, "readFileText", (_, a) -> Guest.text(TextCoding.UTF8.decode(Files.readAllBytes(file(a[0])))));
        put(functions, "readdir", (realm, a) -> names(realm, existing(a[0], true)));
        put(functions, "mkdir", (_, a) -> makeDirectory(Guest.string(a[0]), JSRuntime.toBoolean(a[2])));
        put(functions, "mkdtemp", (_, a) -> makeTemporary(Guest.string(a[0])));
        put(functions, "rmdir", (_, a) -> remove(existing(a[0], false), true));
        put(functions, "unlink", (_, a) -> remove(existing(a[0], false), false));
        put(functions, "rename", (_, a) -> {
            Files.move(
                    existing(a[0], false).writable(),
                    jail.get().resolve(Guest.string(a[1]), false).writable(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return Undefined.instance;
        });
        put(functions, "copyFile", (_, a) -> {
            var options = (Guest.integer(a[2]) & 1) != 0
                    ? new CopyOption[0]
                    : new CopyOption[] {StandardCopyOption.REPLACE_EXISTING};
            Files.copy(file(a[0]), jail.get().resolve(Guest.string(a[1]), true).writable(), options);
            return Undefined.instance;
        });
        put(functions, "realpath", (_, a) -> Guest.text(existing(a[0], true).seen()));
        put(
                functions,
                "readlink",
                (_, a) -> Guest.text(
                        Files.readSymbolicLink(existing(a[0], false).readable()).toString()));
        put(functions, "symlink", (_, a) -> {
            Files.createSymbolicLink(
                    jail.get().resolve(Guest.string(a[1]), false).writable(), Path.of(Guest.string(a[0])));
            return Undefined.instance;
        });
        put(functions, "link", (_, a) -> {
            Files.createLink(
                    jail.get().resolve(Guest.string(a[1]), false).writable(),
                    existing(a[0], true).writable());
            return Undefined.instance;
        });
        put(functions, "chmod", (_, a) -> {
            Files.setPosixFilePermissions(existing(a[0], true).writable(), OpenFiles.permissions(Guest.integer(a[1])));
            return Undefined.instance;
        });
        put(functions, "fchmod", (_, a) -> {
            var real = open.get(Guest.integer(a[0])).place(jail.get()).writable();
            Files.getFileAttributeView(real, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(OpenFiles.permissions(Guest.integer(a[1])));
            return Undefined.instance;
        });
        put(functions, "chown", (_, a) -> {
            existing(a[0], true).writable();
            return Undefined.instance;
        });
        put(functions, "utimes", (_, a) -> times(existing(a[0], true).writable(), a[1], a[2]));
        put(
                functions,
                "lutimes",
                (_, a) -> times(existing(a[0], false).writable(), a[1], a[2], LinkOption.NOFOLLOW_LINKS));
        put(
                functions,
                "futimes",
                (_, a) -> times(
                        open.get(Guest.integer(a[0])).place(jail.get()).writable(),
                        a[1],
                        a[2],
                        LinkOption.NOFOLLOW_LINKS));
        functions.put("internalModuleStat", (_, a) -> moduleStatus(Guest.string(a[0])));
        functions.put("readFile", (_, a) -> {
            try {
                return Guest.text(TextCoding.UTF8.decode(Files.readAllBytes(file(a[0]))));
            } catch (FileFault | IOException e) {
                return Undefined.instance;
            }
        });
    }

    /// Adds a call whose failure is told as `{ code }`.
    private static void put(Map<String, HostFunction> functions, String name, Call call) {
        functions.put("fs_" + name, (realm, arguments) -> {
            try {
                return call.run(realm, arguments);
            } catch (FileFault e) {
                return failure(realm, e);
            } catch (IOException e) {
                return failure(realm, FileFault.of(e));
            } catch (NonWritableChannelException | NonReadableChannelException e) {
                return failure(realm, new FileFault("EBADF"));
            }
        });
    }

    private static Object failure(JSRealm realm, FileFault fault) {
        return Guest.object(realm, Map.of("failure", Guest.text(fault.code())));
    }

    // --- places

    /// A place where there is something.
    private Jail.Place existing(Object path, boolean follow) {
        var place = jail.get().resolve(Guest.string(path), follow);
        boolean there = place.real() == null
                ? jail.get().isAbove(place.seen())
                : Files.exists(place.real(), LinkOption.NOFOLLOW_LINKS);
        if (!there) throw new FileFault("ENOENT");
        return place;
    }

    /// The real place of a file that is to be read as a whole.
    private Path file(Object path) {
        var real = existing(path, true).real();
        if (real == null || Files.isDirectory(real)) throw new FileFault("EISDIR");
        return real;
    }

    private int moduleStatus(String path) {
        try {
            var place = jail.get().resolve(path, true);
            if (place.real() == null) return jail.get().isAbove(place.seen()) ? 1 : -2;
            return Files.isDirectory(place.real()) ? 1 : Files.exists(place.real()) ? 0 : -2;
        } catch (FileFault e) {
            return -2;
        }
    }

    // --- calls

    private static Object status(JSRealm realm, double[] values) {
        var boxed = new Object[values.length];
        for (int i = 0; i < values.length; i++) boxed[i] = values[i];
        return Guest.array(realm, boxed);
    }

    private double[] statusOf(int descriptor) {
        if (descriptor >= 0 && descriptor <= 2) {
            var pipe = new double[18];
            pipe[1] = 0x1000 | 0600;
            return pipe;
        }
        return FileStatus.of(open.get(descriptor).place(jail.get()), LinkOption.NOFOLLOW_LINKS);
    }

    private static Object access(Jail.Place place, int mode) {
        if ((mode & 2) != 0) place.writable();
        var real = place.real();
        if (real != null && (mode & 1) != 0 && !Files.isExecutable(real)) throw new FileFault("EACCES");
        return Undefined.instance;
    }

    private static long position(Object value) {
        return JSRuntime.isNullOrUndefined(value)
                ? -1
                : value instanceof BigInt big ? big.longValue() : (long) JSRuntime.toDouble(value);
    }

    private static Object truncate(OpenFiles.Open file, long length) throws IOException {
        var channel = file.file();
        if (length < channel.size()) channel.truncate(length);
        else if (length > channel.size()) channel.write(ByteBuffer.allocate(1), length - 1);
        return Undefined.instance;
    }

    /// The names in a directory and the kinds of what they name, as two arrays.
    private Object names(JSRealm realm, Jail.Place place) throws IOException {
        List<Object> names = new ArrayList<>();
        List<Object> kinds = new ArrayList<>();
        if (place.real() == null) {
            for (var name : jail.get().namesAbove(place.seen())) {
                names.add(Guest.text(name));
                kinds.add(2);
            }
        } else {
            try (var entries = Files.list(place.real())) {
                for (var entry : (Iterable<Path>) entries.sorted()::iterator) {
                    names.add(Guest.text(String.valueOf(entry.getFileName())));
                    kinds.add(Files.isSymbolicLink(entry) ? 3 : Files.isDirectory(entry) ? 2 : 1);
                }
            }
        }
        return Guest.array(realm, Guest.array(realm, names.toArray()), Guest.array(realm, kinds.toArray()));
    }

    /// Answers the first directory that it made, if it makes those above as well.
    private Object makeDirectory(String path, boolean recursive) throws IOException {
        if (!recursive) {
            var place = jail.get().resolve(path, false);
            if (place.real() == null
                    ? jail.get().isAbove(place.seen())
                    : Files.exists(place.real(), LinkOption.NOFOLLOW_LINKS)) throw new FileFault("EEXIST");
            Files.createDirectory(place.writable());
            return Undefined.instance;
        }
        Object first = Undefined.instance;
        var parts = path.split("/", -1);
        var at = new StringBuilder(path.startsWith("/") ? "" : "/var/task");
        for (var part : parts) {
            if (part.isEmpty()) continue;
            at.append('/').append(part);
            var place = jail.get().resolve(at.toString(), true);
            var real = place.real();
            if (real == null ? jail.get().isAbove(place.seen()) : Files.isDirectory(real)) continue;
            if (real != null && Files.exists(real))
                throw new FileFault(at.toString().equals(path) ? "EEXIST" : "ENOTDIR");
            Files.createDirectory(place.writable());
            if (Guest.isUndefined(first)) first = Guest.text(place.seen());
        }
        return first;
    }

    private Object makeTemporary(String prefix) throws IOException {
        var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        var name = new StringBuilder(prefix);
        for (int i = 0; i < 6; i++)
            name.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
        Files.createDirectory(jail.get().resolve(name.toString(), false).writable());
        return Guest.text(name.toString());
    }

    private static Object remove(Jail.Place place, boolean directory) throws IOException {
        var real = place.writable();
        boolean is = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
        if (directory && !is) throw new FileFault("ENOTDIR");
        if (!directory && is) throw new FileFault("EISDIR");
        Files.delete(real);
        return Undefined.instance;
    }

    private static Object times(Path path, Object accessed, Object modified, LinkOption... options) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, options)
                .setTimes(time(modified), time(accessed), null);
        return Undefined.instance;
    }

    private static FileTime time(Object seconds) {
        return FileTime.from((long) (JSRuntime.toDouble(seconds) * 1e6), TimeUnit.MICROSECONDS);
    }
}
