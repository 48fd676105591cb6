package dev.samovar.java.guest;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Files. A `File` of a guest holds the real path from its construction on, so the JDK opens the right one
/// wherever the object goes; what names it (`getPath`, `toString` …) answers the view. A `Path` of a guest
/// holds the view, and its file system finds the real file when it is used.
public final class FileCalls {
    private FileCalls() {}

    @Adapts({
        @Adapts.Call(of = File.class, parameters = String.class),
        @Adapts.Call(of = FileInputStream.class, parameters = String.class),
        @Adapts.Call(of = FileReader.class, parameters = String.class),
        @Adapts.Call(
                of = FileReader.class,
                parameters = {String.class, Charset.class}),
        @Adapts.Call(of = ZipFile.class, parameters = String.class),
        @Adapts.Call(
                of = ZipFile.class,
                parameters = {String.class, Charset.class}),
        @Adapts.Call(of = JarFile.class, parameters = String.class),
        @Adapts.Call(
                of = JarFile.class,
                parameters = {String.class, boolean.class})
    })
    public static @Nullable String real(Guest guest, @Nullable String path) {
        return path == null ? null : guest.mounts().real(path);
    }

    @Adapts(@Adapts.Call(of = File.class, parameters = URI.class))
    public static URI real(Guest guest, URI uri) {
        return "file".equals(uri.getScheme()) && uri.getPath() != null
                ? Path.of(guest.mounts().real(uri.getPath())).toUri()
                : uri;
    }

    @Instead(of = File.class, at = Site.NEW)
    public static File file(Guest guest, @Nullable String parent, String child) {
        if (parent == null) return file(guest, child);
        return new File(guest.mounts().real(parent.isEmpty() ? "/" : parent), child);
    }

    @Instead(of = File.class, at = Site.NEW)
    public static File file(Guest guest, @Nullable File parent, String child) {
        return parent == null ? file(guest, child) : new File(parent, child);
    }

    @Instead(of = File.class, member = "getPath", at = Site.VIRTUAL)
    public static String getPath(Guest guest, File file) {
        return guest.mounts().view(file.getPath());
    }

    @Instead(of = File.class, member = "toString", at = Site.VIRTUAL)
    public static String toString(Guest guest, File file) {
        return guest.mounts().view(file.toString());
    }

    @Instead(of = File.class, member = "getName", at = Site.VIRTUAL)
    public static String getName(Guest guest, File file) {
        return view(guest, file).getName();
    }

    @Instead(of = File.class, member = "getParent", at = Site.VIRTUAL)
    public static @Nullable String getParent(Guest guest, File file) {
        return view(guest, file).getParent();
    }

    @Instead(of = File.class, member = "getParentFile", at = Site.VIRTUAL)
    public static @Nullable File getParentFile(Guest guest, File file) {
        var parent = view(guest, file).getParent();
        return parent == null ? null : file(guest, parent);
    }

    @Instead(of = File.class, member = "isAbsolute", at = Site.VIRTUAL)
    public static boolean isAbsolute(Guest guest, File file) {
        return view(guest, file).isAbsolute();
    }

    @Instead(of = File.class, member = "getAbsolutePath", at = Site.VIRTUAL)
    public static String getAbsolutePath(Guest guest, File file) {
        return guest.mounts().absoluteView(getPath(guest, file));
    }

    @Instead(of = File.class, member = "getAbsoluteFile", at = Site.VIRTUAL)
    public static File getAbsoluteFile(Guest guest, File file) {
        return file(guest, getAbsolutePath(guest, file));
    }

    @Instead(of = File.class, member = "getCanonicalPath", at = Site.VIRTUAL)
    public static String getCanonicalPath(Guest guest, File file) throws IOException {
        return guest.mounts().view(getAbsoluteFile(guest, file).getCanonicalPath());
    }

    @Instead(of = File.class, member = "getCanonicalFile", at = Site.VIRTUAL)
    public static File getCanonicalFile(Guest guest, File file) throws IOException {
        return file(guest, getCanonicalPath(guest, file));
    }

    @Instead(of = File.class, member = "toPath", at = Site.VIRTUAL)
    public static Path toPath(Guest guest, File file) {
        return path(guest, getPath(guest, file), new String[0]);
    }

    @Instead(of = Path.class, member = "of", at = Site.STATIC)
    public static Path path(Guest guest, String first, String[] more) {
        return guest.files().fileSystem().getPath(first, more);
    }

    @Instead(of = Paths.class, member = "get", at = Site.STATIC)
    public static Path get(Guest guest, String first, String[] more) {
        return path(guest, first, more);
    }

    @Instead(of = Path.class, member = "of", at = Site.STATIC)
    public static Path path(Guest guest, URI uri) {
        var path = Path.of(uri);
        if (!path.getFileSystem().equals(FileSystems.getDefault())) return path;
        return path(guest, guest.mounts().view(path.toString()), new String[0]);
    }

    @Instead(of = Paths.class, member = "get", at = Site.STATIC)
    public static Path get(Guest guest, URI uri) {
        return path(guest, uri);
    }

    @Instead(of = FileSystems.class, member = "getDefault", at = Site.STATIC)
    public static FileSystem fileSystem(Guest guest) {
        return guest.files().fileSystem();
    }

    @Instead(of = FileSystems.class, member = "getFileSystem", at = Site.STATIC)
    public static FileSystem fileSystem(Guest guest, URI uri) {
        return "file".equals(uri.getScheme()) ? fileSystem(guest) : FileSystems.getFileSystem(archive(guest, uri));
    }

    @Instead(of = FileSystems.class, member = "newFileSystem", at = Site.STATIC)
    public static FileSystem newFileSystem(Guest guest, URI uri, Map<String, ?> settings) throws IOException {
        return newFileSystem(guest, uri, settings, guest.loader());
    }

    @Instead(of = FileSystems.class, member = "newFileSystem", at = Site.STATIC)
    public static FileSystem newFileSystem(Guest guest, URI uri, Map<String, ?> settings, @Nullable ClassLoader loader)
            throws IOException {
        var real = archive(guest, uri);
        return FileSystems.newFileSystem(real, isReadOnly(guest, real) ? unchanged(settings) : settings, loader);
    }

    /// The settings of a zip file system, for an archive that must stay as it is.
    private static Map<String, ?> unchanged(Map<String, ?> settings) {
        var result = new HashMap<String, Object>(settings);
        result.remove("create");
        result.put("accessMode", "readOnly");
        return result;
    }

    private static boolean isReadOnly(Guest guest, URI archive) {
        var inner = fileOf(archive);
        return inner != null && guest.mounts().readOnly().hold(Path.of(inner));
    }

    @Instead(of = Files.class, member = "createTempFile", at = Site.STATIC)
    public static Path createTempPath(
            Guest guest, @Nullable String prefix, @Nullable String suffix, FileAttribute<?>[] attributes)
            throws IOException {
        return Files.createTempFile(path(guest, temporary(guest), new String[0]), prefix, suffix, attributes);
    }

    @Instead(of = Files.class, member = "createTempDirectory", at = Site.STATIC)
    public static Path createTempDirectory(Guest guest, @Nullable String prefix, FileAttribute<?>[] attributes)
            throws IOException {
        return Files.createTempDirectory(path(guest, temporary(guest), new String[0]), prefix, attributes);
    }

    @Instead(of = UnixDomainSocketAddress.class, member = "of", at = Site.STATIC)
    public static UnixDomainSocketAddress socket(Guest guest, String path) {
        return UnixDomainSocketAddress.of(guest.mounts().real(path));
    }

    @Instead(of = UnixDomainSocketAddress.class, member = "of", at = Site.STATIC)
    public static UnixDomainSocketAddress socket(Guest guest, Path path) {
        return UnixDomainSocketAddress.of(GuestPath.real(path));
    }

    static File file(Guest guest, String view) {
        return new File(guest.mounts().real(view));
    }

    private static File view(Guest guest, File file) {
        return new File(getPath(guest, file));
    }

    static String temporary(Guest guest) {
        return guest.properties().getProperty("java.io.tmpdir", "/tmp");
    }

    /// `jar:file:/tmp/x.zip!/` with the real place of the archive.
    private static URI archive(Guest guest, URI uri) {
        var file = fileOf(uri);
        if (file == null) return uri;
        var text = uri.toString();
        var bang = text.indexOf("!/");
        return URI.create("jar:" + real(guest, file) + (bang < 0 ? "" : text.substring(bang)));
    }

    /// The file in `jar:file:/tmp/x.zip!/`, or null in any other URI.
    private static @Nullable URI fileOf(URI archive) {
        var text = archive.toString();
        if (!text.startsWith("jar:file:")) return null;
        var bang = text.indexOf("!/");
        return URI.create(bang < 0 ? text.substring(4) : text.substring(4, bang));
    }
}
