package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/// What `stat` tells: eighteen numbers in the order of libuv's.
final class FileStatus {
    private static final int DIRECTORY = 0x4000;

    private FileStatus() {}

    static double[] of(Jail.Place place, LinkOption... options) {
        var real = place.real();
        return real == null ? ofAbove() : of(real, options);
    }

    static double[] of(Path path, LinkOption... options) {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(path, "unix:*", options);
        } catch (IOException e) {
            throw FileFault.of(e);
        }
        var size = number(found, "size");
        var values = new double[18];
        values[0] = number(found, "dev");
        values[1] = number(found, "mode");
        values[2] = number(found, "nlink");
        values[3] = number(found, "uid");
        values[4] = number(found, "gid");
        values[5] = number(found, "rdev");
        values[6] = 4096;
        values[7] = number(found, "ino");
        values[8] = size;
        values[9] = Math.ceil(size / 512);
        time(values, 10, found, "lastAccessTime");
        time(values, 12, found, "lastModifiedTime");
        time(values, 14, found, "ctime");
        time(values, 16, found, "creationTime");
        return values;
    }

    private static double[] ofAbove() {
        var values = new double[18];
        values[1] = DIRECTORY | 0555;
        values[2] = 2;
        values[6] = 4096;
        return values;
    }

    private static double number(Map<String, Object> found, String name) {
        return found.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private static void time(double[] values, int at, Map<String, Object> found, String name) {
        if (!(found.get(name) instanceof FileTime time)) return;
        var instant = time.toInstant();
        values[at] = instant.getEpochSecond();
        values[at + 1] = instant.getNano();
    }
}
