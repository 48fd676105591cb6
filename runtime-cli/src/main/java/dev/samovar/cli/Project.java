package dev.samovar.cli;

import java.util.List;
import java.util.NavigableSet;

/// A Maven or Gradle project that was given in the place of the package that it builds.
final class Project {
    private static final List<String> BUILDS = List.of("pom.xml", "build.gradle", "build.gradle.kts");
    private static final List<String> OUTPUTS = List.of("target/", "build/libs/");

    private Project() {}

    /// @param names the files of a directory, sorted
    static boolean isAt(NavigableSet<String> names) {
        return BUILDS.stream().anyMatch(names::contains);
    }

    /// What to give instead, as a sentence.
    static String instead(CodePackage project) {
        var jar = OUTPUTS.stream()
                .flatMap(folder -> project.names().tailSet(folder, true).stream()
                        .takeWhile(name -> name.startsWith(folder))
                        .filter(name -> name.endsWith(".jar") && name.indexOf('/', folder.length()) < 0))
                .findFirst();
        return project.path() + " is a project and not a package; "
                + jar.map(name -> "give the jar that it built, such as "
                                + project.path().resolve(name))
                        .orElse("build it and give the jar that it makes");
    }
}
