package dev.samovar.java.guest;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The guest's default file system: the host's, seen through the mounts.
final class GuestFileSystem extends FileSystem {
    private static final FileSystem HOST = FileSystems.getDefault();

    private final GuestFileSystemProvider provider;
    private final Mounts mounts;

    GuestFileSystem(GuestFileSystemProvider provider, Mounts mounts) {
        this.provider = provider;
        this.mounts = mounts;
    }

    Mounts mounts() {
        return mounts;
    }

    /// The guest's path for a file of the host.
    GuestPath seen(Path real) {
        return new GuestPath(this, Path.of(mounts.view(real.toString())));
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return HOST.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        var roots = new ArrayList<Path>();
        for (var root : HOST.getRootDirectories()) roots.add(new GuestPath(this, root));
        return List.copyOf(roots);
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return HOST.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return HOST.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return new GuestPath(this, HOST.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        var matcher = HOST.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(GuestPath.view(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return HOST.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws java.io.IOException {
        return HOST.newWatchService();
    }
}
