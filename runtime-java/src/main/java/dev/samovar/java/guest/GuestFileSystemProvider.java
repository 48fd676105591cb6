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
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Does with the real file what is asked of the guest's path.
final class GuestFileSystemProvider extends FileSystemProvider {
    private static final FileSystemProvider HOST = FileSystems.getDefault().provider();

    private final GuestFileSystem fileSystem;

    GuestFileSystemProvider(Mounts mounts) {
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
        return HOST.newByteChannel(GuestPath.real(path), options, attrs);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        return HOST.newFileChannel(GuestPath.real(path), options, attrs);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
            Path path, Set<? extends OpenOption> options, @Nullable ExecutorService executor, FileAttribute<?>... attrs)
            throws IOException {
        return HOST.newAsynchronousFileChannel(GuestPath.real(path), options, executor, attrs);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return HOST.newInputStream(GuestPath.real(path), options);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        return HOST.newOutputStream(GuestPath.real(path), options);
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
        HOST.createDirectory(GuestPath.real(directory), attrs);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attrs) throws IOException {
        HOST.createSymbolicLink(GuestPath.real(link), linkTarget(target), attrs);
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
        HOST.createLink(GuestPath.real(link), GuestPath.real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        HOST.delete(GuestPath.real(path));
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return HOST.deleteIfExists(GuestPath.real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        HOST.copy(GuestPath.real(source), GuestPath.real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        HOST.move(GuestPath.real(source), GuestPath.real(target), options);
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
        HOST.checkAccess(GuestPath.real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return HOST.getFileAttributeView(GuestPath.real(path), type, options);
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
        HOST.setAttribute(GuestPath.real(path), attribute, value, options);
    }
}
