package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The runtime is told from what a package holds.
final class RuntimeGuessTest {

    private static String guess(@Nullable String handler, String... names) {
        return RuntimeGuess.of(new TreeSet<>(List.of(names)), handler)
                .map(it -> it.runtime().value())
                .orElse("none");
    }

    @Test
    void takesClassesAndJarsInLibForJava() {
        assertThat(guess(null, "META-INF/MANIFEST.MF", "app/Hello.class", "package.json"))
                .isEqualTo("java25");
        assertThat(guess(null, "lib/app.jar", "bootstrap")).isEqualTo("java25");
    }

    @Test
    void takesABootstrapForACustomRuntime() {
        assertThat(guess("x.handler", "bootstrap", "x.py")).isEqualTo("provided.al2023");
    }

    @Test
    void takesTheHandlersFileForItsLanguage() {
        assertThat(guess("src/app.main", "src/app.mjs", "main.py")).isEqualTo("nodejs22.x");
        assertThat(guess("app.main", "app.py", "index.js")).isEqualTo("python3.13");
    }

    @Test
    void readsTheHandlersNameAsEachLanguageDoes() {
        assertThat(guess("app.v1.get", "app.js")).isEqualTo("nodejs22.x");
        assertThat(guess("v1.0/app.v1.get", "v1.0/app.mjs")).isEqualTo("nodejs22.x");
        assertThat(guess("app.v1.get", "app.py.zip", "lib.js")).isEqualTo("none");
        assertThat(guess("src/app.v1.get", "src/app/v1.py")).isEqualTo("python3.13");
        assertThat(guess("app", "app.js")).isEqualTo("none");
        assertThat(guess("v1.0/app", "v1.js")).isEqualTo("none");
    }

    @Test
    void takesAnIndexOrAPackageJsonForNode() {
        assertThat(guess(null, "index.cjs")).isEqualTo("nodejs22.x");
        assertThat(guess(null, "package.json", "dist/x.js", "tool.py")).isEqualTo("nodejs22.x");
    }

    @Test
    void takesARubyFileForRuby() {
        assertThat(guess(null, "lambda_function.rb")).isEqualTo("ruby3.4");
        assertThat(guess("lib/app.Shop::Orders.total", "lib/app.rb", "index.js"))
                .isEqualTo("ruby3.4");
    }

    @Test
    void takesAPythonFileForPython() {
        assertThat(guess(null, "lambda_function.py")).isEqualTo("python3.13");
    }

    @Test
    void guessesNothingFromNothing() {
        assertThat(guess(null, "README.md", "deep/down/x.py")).isEqualTo("none");
    }
}
