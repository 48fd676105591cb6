package dev.samovar.java.guest;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.util.Formatter;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.logging.FileHandler;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Changes to files. In directories that the guest may only read they fail, as each does on a
/// read-only file system.
public final class FileChangeCalls {
    private FileChangeCalls() {}

    // --- opened for writing

    @Adapts({
        @Adapts.Call(of = FileOutputStream.class, parameters = String.class),
        @Adapts.Call(
                of = FileOutputStream.class,
                parameters = {String.class, boolean.class}),
        @Adapts.Call(of = FileWriter.class, parameters = String.class),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {String.class, boolean.class}),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {String.class, Charset.class}),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {String.class, Charset.class, boolean.class}),
        @Adapts.Call(of = PrintWriter.class, parameters = String.class),
        @Adapts.Call(
                of = PrintWriter.class,
                parameters = {String.class, String.class}),
        @Adapts.Call(
                of = PrintWriter.class,
                parameters = {String.class, Charset.class}),
        @Adapts.Call(of = PrintStream.class, parameters = String.class),
        @Adapts.Call(
                of = PrintStream.class,
                parameters = {String.class, String.class}),
        @Adapts.Call(
                of = PrintStream.class,
                parameters = {String.class, Charset.class}),
        @Adapts.Call(of = Formatter.class, parameters = String.class),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {String.class, String.class}),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {String.class, String.class, Locale.class}),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {String.class, Charset.class, Locale.class})
    })
    public static @Nullable String writable(Guest guest, @Nullable String path) throws FileNotFoundException {
        if (path == null) return null;
        var real = guest.mounts().real(path);
        requireWritable(guest, new File(real), path);
        return real;
    }

    @Adapts({
        @Adapts.Call(of = FileOutputStream.class, parameters = File.class),
        @Adapts.Call(
                of = FileOutputStream.class,
                parameters = {File.class, boolean.class}),
        @Adapts.Call(of = FileWriter.class, parameters = File.class),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {File.class, boolean.class}),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {File.class, Charset.class}),
        @Adapts.Call(
                of = FileWriter.class,
                parameters = {File.class, Charset.class, boolean.class}),
        @Adapts.Call(of = PrintWriter.class, parameters = File.class),
        @Adapts.Call(
                of = PrintWriter.class,
                parameters = {File.class, String.class}),
        @Adapts.Call(
                of = PrintWriter.class,
                parameters = {File.class, Charset.class}),
        @Adapts.Call(of = PrintStream.class, parameters = File.class),
        @Adapts.Call(
                of = PrintStream.class,
                parameters = {File.class, String.class}),
        @Adapts.Call(
                of = PrintStream.class,
                parameters = {File.class, Charset.class}),
        @Adapts.Call(of = Formatter.class, parameters = File.class),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {File.class, String.class}),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {File.class, String.class, Locale.class}),
        @Adapts.Call(
                of = Formatter.class,
                parameters = {File.class, Charset.class, Locale.class})
    })
    public static @Nullable File writable(Guest guest, @Nullable File file) throws FileNotFoundException {
        if (file != null) requireWritable(guest, file);
        return file;
    }

    @Adapts(
            @Adapts.Call(
                    of = RandomAccessFile.class,
                    parameters = {String.class, String.class}))
    public static @Nullable String opened(Guest guest, @Nullable String path, @Nullable String mode)
            throws FileNotFoundException {
        if (path == null) return null;
        return "r".equals(mode) ? guest.mounts().real(path) : writable(guest, path);
    }

    @Adapts(
            @Adapts.Call(
                    of = RandomAccessFile.class,
                    parameters = {File.class, String.class}))
    public static @Nullable File opened(Guest guest, @Nullable File file, @Nullable String mode)
            throws FileNotFoundException {
        return "r".equals(mode) ? file : writable(guest, file);
    }

    @Adapts({
        @Adapts.Call(of = FileHandler.class, parameters = String.class),
        @Adapts.Call(
                of = FileHandler.class,
                parameters = {String.class, boolean.class}),
        @Adapts.Call(
                of = FileHandler.class,
                parameters = {String.class, int.class, int.class}),
        @Adapts.Call(
                of = FileHandler.class,
                parameters = {String.class, int.class, int.class, boolean.class}),
        @Adapts.Call(
                of = FileHandler.class,
                parameters = {String.class, long.class, int.class, boolean.class})
    })
    public static @Nullable String logFile(Guest guest, @Nullable String pattern) throws FileNotFoundException {
        return pattern == null ? null : writable(guest, pattern.replace("%t", FileCalls.temporary(guest)));
    }

    @Adapts({
        @Adapts.Call(
                of = ZipFile.class,
                parameters = {File.class, int.class}),
        @Adapts.Call(
                of = ZipFile.class,
                parameters = {File.class, int.class, Charset.class})
    })
    public static File archive(Guest guest, File file, int mode) throws FileNotFoundException {
        if ((mode & ZipFile.OPEN_DELETE) != 0) requireWritable(guest, file);
        return file;
    }

    @Adapts({
        @Adapts.Call(
                of = JarFile.class,
                parameters = {File.class, boolean.class, int.class}),
        @Adapts.Call(
                of = JarFile.class,
                parameters = {File.class, boolean.class, int.class, Runtime.Version.class})
    })
    public static File archive(Guest guest, File file, boolean verify, int mode) throws FileNotFoundException {
        return archive(guest, file, mode);
    }

    static void requireWritable(Guest guest, File file) throws FileNotFoundException {
        requireWritable(guest, file, guest.mounts().view(file.getPath()));
    }

    private static void requireWritable(Guest guest, File file, String name) throws FileNotFoundException {
        if (guest.mounts().readOnly().hold(file))
            throw new FileNotFoundException(name + " (" + ReadOnlyDirectories.REASON + ")");
    }

    // --- changed by name

    @Instead(of = File.class, member = "createNewFile", at = Site.VIRTUAL)
    public static boolean createNewFile(Guest guest, File file) throws IOException {
        if (!isFixed(guest, file)) return file.createNewFile();
        if (file.exists()) return false;
        throw new IOException(ReadOnlyDirectories.REASON);
    }

    @Instead(of = File.class, member = "createTempFile", at = Site.STATIC)
    public static File createTempFile(Guest guest, String prefix, @Nullable String suffix) throws IOException {
        return createTempFile(guest, prefix, suffix, null);
    }

    @Instead(of = File.class, member = "createTempFile", at = Site.STATIC)
    public static File createTempFile(Guest guest, String prefix, @Nullable String suffix, @Nullable File directory)
            throws IOException {
        var place = directory != null ? directory : FileCalls.file(guest, FileCalls.temporary(guest));
        if (guest.mounts().readOnly().hold(place)) throw new IOException(ReadOnlyDirectories.REASON);
        return File.createTempFile(prefix, suffix, place);
    }

    @Instead(of = File.class, member = "delete", at = Site.VIRTUAL)
    public static boolean delete(Guest guest, File file) {
        return !isFixed(guest, file) && file.delete();
    }

    @Instead(of = File.class, member = "deleteOnExit", at = Site.VIRTUAL)
    public static void deleteOnExit(Guest guest, File file) {
        if (!isFixed(guest, file)) guest.temporary().add(file.getPath());
    }

    @Instead(of = File.class, member = "mkdir", at = Site.VIRTUAL)
    public static boolean mkdir(Guest guest, File file) {
        return !isFixed(guest, file) && file.mkdir();
    }

    @Instead(of = File.class, member = "mkdirs", at = Site.VIRTUAL)
    public static boolean mkdirs(Guest guest, File file) {
        return !isFixed(guest, file) && file.mkdirs();
    }

    @Instead(of = File.class, member = "renameTo", at = Site.VIRTUAL)
    public static boolean renameTo(Guest guest, File file, File to) {
        return !isFixed(guest, file) && !isFixed(guest, to) && file.renameTo(to);
    }

    @Instead(of = File.class, member = "canWrite", at = Site.VIRTUAL)
    public static boolean canWrite(Guest guest, File file) {
        return isFree(guest, file) && file.canWrite();
    }

    @Instead(of = File.class, member = "setLastModified", at = Site.VIRTUAL)
    public static boolean setLastModified(Guest guest, File file, long time) {
        return isFree(guest, file) && file.setLastModified(time);
    }

    @Instead(of = File.class, member = "setReadOnly", at = Site.VIRTUAL)
    public static boolean setReadOnly(Guest guest, File file) {
        return isFree(guest, file) && file.setReadOnly();
    }

    @Instead(of = File.class, member = "setReadable", at = Site.VIRTUAL)
    public static boolean setReadable(Guest guest, File file, boolean readable) {
        return isFree(guest, file) && file.setReadable(readable);
    }

    @Instead(of = File.class, member = "setReadable", at = Site.VIRTUAL)
    public static boolean setReadable(Guest guest, File file, boolean readable, boolean ownerOnly) {
        return isFree(guest, file) && file.setReadable(readable, ownerOnly);
    }

    @Instead(of = File.class, member = "setWritable", at = Site.VIRTUAL)
    public static boolean setWritable(Guest guest, File file, boolean writable) {
        return isFree(guest, file) && file.setWritable(writable);
    }

    @Instead(of = File.class, member = "setWritable", at = Site.VIRTUAL)
    public static boolean setWritable(Guest guest, File file, boolean writable, boolean ownerOnly) {
        return isFree(guest, file) && file.setWritable(writable, ownerOnly);
    }

    @Instead(of = File.class, member = "setExecutable", at = Site.VIRTUAL)
    public static boolean setExecutable(Guest guest, File file, boolean executable) {
        return isFree(guest, file) && file.setExecutable(executable);
    }

    @Instead(of = File.class, member = "setExecutable", at = Site.VIRTUAL)
    public static boolean setExecutable(Guest guest, File file, boolean executable, boolean ownerOnly) {
        return isFree(guest, file) && file.setExecutable(executable, ownerOnly);
    }

    /// Whether the file's name must stay as it is.
    private static boolean isFixed(Guest guest, File file) {
        return guest.mounts().readOnly().holdName(file);
    }

    /// Whether the file itself may be changed.
    private static boolean isFree(Guest guest, File file) {
        return !guest.mounts().readOnly().hold(file);
    }
}
