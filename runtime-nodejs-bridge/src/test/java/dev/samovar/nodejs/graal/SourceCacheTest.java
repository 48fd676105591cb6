package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which sources are parsed once for all contexts.
final class SourceCacheTest {
    private final SourceCache cache = new SourceCache();

    @ParameterizedTest
    @ValueSource(strings = {"/var/task/index.js", "file:///var/task/a b.mjs", "/opt/nodejs/node_modules/x/index.js"})
    void keepsTheFilesOfAPackage(String name) {
        assertThat(cache.script("1", name)).isSameAs(cache.script("1", name));
        assertThat(cache.size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evalmachine.<anonymous>", "/tmp/made.js", "file:///var/task/index.mjs?once=1"})
    void forgetsWhatAFunctionMakesUp(String name) {
        cache.script("1", name);

        assertThat(cache.size()).isZero();
    }

    @Test
    void doesNotTakeOneTextForAnother() {
        cache.script("1", "/var/task/index.js");

        assertThat(cache.script("2", "/var/task/index.js").getCharacters().toString())
                .isEqualTo("2");
    }

    @Test
    void keepsNoMoreThanItMay() {
        var large = " ".repeat(SourceCache.MOST / 2);
        cache.script(large, "/var/task/one.js");
        cache.script(large, "/var/task/two.js");

        assertThat(cache.script("1", "/var/task/three.js").getCharacters().toString())
                .isEqualTo("1");
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void knowsScriptsFromModules() {
        assertThat(cache.script("1", "/var/task/index.js")).isNotSameAs(cache.module("1", "/var/task/index.js"));
    }
}
