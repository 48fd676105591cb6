package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.reach.PackageFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The files of a package and its layers, found as a function finds them.
record JailedFiles(Jail jail) implements PackageFiles {
    @Override
    public boolean isFile(String path) {
        return is(path, Files::isRegularFile);
    }

    @Override
    public boolean isDirectory(String path) {
        return is(path, Files::isDirectory);
    }

    private boolean is(String path, Predicate<Path> kind) {
        return place(path).map(Jail.Place::real).filter(kind).isPresent();
    }

    @Override
    public String real(String path) {
        return place(path).map(Jail.Place::seen).orElse(path);
    }

    @Override
    public long size(String path) throws IOException {
        return Files.size(file(path));
    }

    @Override
    public String text(String path) throws IOException {
        return new String(Files.readAllBytes(file(path)), StandardCharsets.UTF_8);
    }

    private Path file(String path) throws IOException {
        return place(path).map(Jail.Place::real).orElseThrow(() -> new IOException("there is no " + path));
    }

    @Override
    public List<String> list(String path) {
        var real = place(path).map(Jail.Place::real);
        if (real.isEmpty()) return List.of();
        try (var entries = Files.list(real.get())) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<Jail.Place> place(String path) {
        try {
            return Optional.of(jail.resolve(path, true));
        } catch (FileFault e) {
            return Optional.empty();
        }
    }
}
