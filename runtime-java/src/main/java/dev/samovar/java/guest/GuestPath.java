package dev.samovar.java.guest;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// A path as the guest sees it. It reads and compares like the view it wraps; files are found by its file system.
final class GuestPath implements Path {
    private final GuestFileSystem fileSystem;
    private final Path view;

    GuestPath(GuestFileSystem fileSystem, Path view) {
        this.fileSystem = fileSystem;
        this.view = view;
    }

    /// The view as a path of the JDK's default file system; other paths are their own.
    static Path view(Path path) {
        return path instanceof GuestPath guest ? guest.view : path;
    }

    /// The file of the host that a path means.
    static Path real(Path path) {
        if (!(path instanceof GuestPath guest)) return path;
        return Path.of(guest.fileSystem.mounts().real(guest.absolute().toString()));
    }

    private Path absolute() {
        if (view.isAbsolute()) return view;
        return Path.of(fileSystem.mounts().absoluteView(view.toString()));
    }

    private GuestPath wrap(Path other) {
        return new GuestPath(fileSystem, other);
    }

    private @Nullable GuestPath wrapNullable(@Nullable Path other) {
        return other == null ? null : wrap(other);
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return view.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrapNullable(view.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrapNullable(view.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrapNullable(view.getParent());
    }

    @Override
    public int getNameCount() {
        return view.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return wrap(view.getName(index));
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return wrap(view.subpath(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof GuestPath guest && view.startsWith(guest.view);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof GuestPath guest && view.endsWith(guest.view);
    }

    @Override
    public Path normalize() {
        return wrap(view.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return wrap(view.resolve(view(other)));
    }

    @Override
    public Path relativize(Path other) {
        return wrap(view.relativize(view(other)));
    }

    /// The real place, so that URLs made of it open the right file.
    @Override
    public URI toUri() {
        return real(this).toUri();
    }

    /// A `File` holds the real path, see [FileCalls].
    @Override
    public File toFile() {
        return new File(fileSystem.mounts().real(view.toString()));
    }

    @Override
    public Path toAbsolutePath() {
        return view.isAbsolute() ? this : wrap(absolute());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return fileSystem.seen(real(this).toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return real(this).register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return view.compareTo(((GuestPath) other).view);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestPath guest && guest.fileSystem.equals(fileSystem) && guest.view.equals(view);
    }

    @Override
    public int hashCode() {
        return view.hashCode();
    }

    @Override
    public String toString() {
        return view.toString();
    }
}
