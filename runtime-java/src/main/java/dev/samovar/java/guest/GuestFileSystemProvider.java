package dev.samovar.java.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Does with the real file what is asked of the guest's path.
final class GuestFileSystemProvider extends FileSystemProvider {
    private static final FileSystemProvider HOST = FileSystems.getDefault().provider();

    private static final Set<StandardOpenOption> CHANGING =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.DELETE_ON_CLOSE);

    private final GuestFileSystem fileSystem;
    private final ReadOnlyDirectories readOnly;

    GuestFileSystemProvider(Mounts mounts) {
        readOnly = mounts.readOnly();
        fileSystem = new GuestFileSystem(this, mounts);
    }

    GuestFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    public String getScheme() {
        return HOST.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new FileSystemAlreadyExistsException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.seen(HOST.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        return HOST.newByteChannel(opened(path, options), options, attrs);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        return HOST.newFileChannel(opened(path, options), options, attrs);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
            Path path, Set<? extends OpenOption> options, @Nullable ExecutorService executor, FileAttribute<?>... attrs)
            throws IOException {
        return HOST.newAsynchronousFileChannel(opened(path, options), options, executor, attrs);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return HOST.newInputStream(opened(path, Set.copyOf(Arrays.asList(options))), options);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        var all = new HashSet<OpenOption>(Arrays.asList(options));
        all.add(StandardOpenOption.WRITE);
        if (options.length == 0) all.add(StandardOpenOption.CREATE);
        return HOST.newOutputStream(opened(path, all), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        var entries = HOST.newDirectoryStream(GuestPath.real(directory), real -> filter.accept(child(directory, real)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                var real = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return real.hasNext();
                    }

                    @Override
                    public Path next() {
                        return child(directory, real.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    private static Path child(Path directory, Path real) {
        return directory.resolve(String.valueOf(real.getFileName()));
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attrs) throws IOException {
        HOST.createDirectory(created(directory), attrs);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attrs) throws IOException {
        HOST.createSymbolicLink(created(link), linkTarget(target), attrs);
    }

    private static Path linkTarget(Path target) {
        return target.isAbsolute() ? GuestPath.real(target) : GuestPath.view(target);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return fileSystem.seen(HOST.readSymbolicLink(GuestPath.real(link)));
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        var real = created(link);
        if (readOnly.hold(GuestPath.real(existing)))
            throw new FileSystemException(link.toString(), existing.toString(), "Invalid cross-device link");
        HOST.createLink(real, GuestPath.real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        HOST.delete(removed(path));
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return HOST.deleteIfExists(removed(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        HOST.copy(GuestPath.real(source), replaced(target, options), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        HOST.move(removed(source), replaced(target, options), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return HOST.isSameFile(GuestPath.real(path), GuestPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return HOST.isHidden(GuestPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return HOST.getFileStore(GuestPath.real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        var real = GuestPath.real(path);
        HOST.checkAccess(real, modes);
        if (Arrays.asList(modes).contains(AccessMode.WRITE) && readOnly.hold(real)) throw refused(path);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        var real = GuestPath.real(path);
        var attributes = HOST.getFileAttributeView(real, type, options);
        return attributes == null || !isFixed(real, options)
                ? attributes
                : GuestFileAttributes.readOnly(type, attributes, path.toString());
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return HOST.readAttributes(GuestPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return HOST.readAttributes(GuestPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        var real = GuestPath.real(path);
        if (isFixed(real, options)) throw refused(path);
        HOST.setAttribute(real, attribute, value, options);
    }

    // --- what must stay as it is; where several errors are true, the one that the operating system would choose

    /// The real file to open.
    private Path opened(Path path, Set<? extends OpenOption> options) throws FileSystemException {
        var real = GuestPath.real(path);
        if (CHANGING.stream().noneMatch(options::contains) || !readOnly.hold(real)) return real;
        if (options.contains(StandardOpenOption.CREATE_NEW)) throw refusedToCreate(path, real);
        if (!options.contains(StandardOpenOption.CREATE) && Files.notExists(real))
            throw new NoSuchFileException(path.toString());
        throw refused(path);
    }

    /// The real file to create.
    private Path created(Path path) throws FileSystemException {
        var real = GuestPath.real(path);
        if (readOnly.holdName(real)) throw refusedToCreate(path, real);
        return real;
    }

    /// The real file to create, or to replace when that is asked for.
    private Path replaced(Path path, CopyOption... options) throws FileSystemException {
        var real = GuestPath.real(path);
        boolean replaces = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
        if (replaces && readOnly.holdName(real)) throw refused(path);
        return replaces ? real : created(path);
    }

    /// The real file to remove; the host's provider tells of one that is not there.
    private Path removed(Path path) throws FileSystemException {
        var real = GuestPath.real(path);
        if (readOnly.holdName(real) && Files.exists(real, LinkOption.NOFOLLOW_LINKS)) throw refused(path);
        return real;
    }

    private boolean isFixed(Path real, LinkOption... options) {
        return options.length == 0 ? readOnly.hold(real) : readOnly.holdName(real);
    }

    private static FileSystemException refusedToCreate(Path path, Path real) {
        return Files.exists(real, LinkOption.NOFOLLOW_LINKS)
                ? new FileAlreadyExistsException(path.toString())
                : refused(path);
    }

    private static FileSystemException refused(Path path) {
        return new FileSystemException(path.toString(), null, ReadOnlyDirectories.REASON);
    }
}
