package dev.samovar.nodejs.graal.reach;

import java.io.IOException;
import java.util.List;

/// The files of a package and its layers, by the absolute paths that the function sees.
public interface PackageFiles {

    /// Whether there is a file.
    boolean isFile(String path);

    /// Whether there is a directory.
    boolean isDirectory(String path);

    /// The path of a file with every link followed.
    String real(String path);

    /// How many bytes a file has.
    long size(String path) throws IOException;

    /// What a file says, as UTF-8.
    String text(String path) throws IOException;

    /// The names in a directory.
    List<String> list(String path);
}
