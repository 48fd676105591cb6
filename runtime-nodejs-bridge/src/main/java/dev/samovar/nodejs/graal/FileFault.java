package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/// A file operation that failed, by the name that the operating system has for it.
final class FileFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// The error's name, such as `ENOENT`.
    private final String code;

    FileFault(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    static FileFault of(IOException e) {
        return new FileFault(
                switch (e) {
                    case NoSuchFileException _ -> "ENOENT";
                    case FileAlreadyExistsException _ -> "EEXIST";
                    case DirectoryNotEmptyException _ -> "ENOTEMPTY";
                    case NotDirectoryException _ -> "ENOTDIR";
                    case AccessDeniedException _ -> "EACCES";
                    case NotLinkException _ -> "EINVAL";
                    case FileSystemException f -> byReason(String.valueOf(f.getReason()));
                    default -> byReason(String.valueOf(e.getMessage()));
                });
    }

    private static String byReason(String reason) {
        if (reason.contains("Is a directory")) return "EISDIR";
        if (reason.contains("Not a directory")) return "ENOTDIR";
        if (reason.contains("No space left")) return "ENOSPC";
        if (reason.contains("Too many open files")) return "EMFILE";
        if (reason.contains("File name too long")) return "ENAMETOOLONG";
        if (reason.contains("Too many levels of symbolic links")) return "ELOOP";
        if (reason.contains("cross-device") || reason.contains("Cross-device")) return "EXDEV";
        if (reason.contains("Operation not permitted")) return "EPERM";
        if (reason.contains("Invalid argument")) return "EINVAL";
        return "EIO";
    }
}
