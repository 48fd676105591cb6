package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.RuntimeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an identifier of a runtime tells.
final class RuntimeIdTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 20, 22, 24, 26})
    void namesTheVersionOfNode(int major) {
        assertThat(new RuntimeId("nodejs" + major + ".x").nodeMajor()).hasValue(major);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 14})
    void namesTheVersionOfPython(int minor) {
        assertThat(new RuntimeId("python3." + minor).pythonMinor()).hasValue(minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python2.7", "python3", "nodejs22.x", "ruby3.3"})
    void othersNameNoVersionOfPython(String id) {
        assertThat(new RuntimeId(id).pythonMinor()).isEmpty();
    }

    @Test
    void namesWhereNodeLooksForModules() {
        assertThat(new RuntimeId("nodejs22.x").nodePath())
                .hasValue(
                        "/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime"
                                + ":/var/task");
        assertThat(new RuntimeId("java21").nodePath()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodejs", "nodejs4.3", "nodejs22", "java25", "python3.13", "provided.al2023"})
    void othersNameNone(String id) {
        assertThat(new RuntimeId(id).nodeMajor()).isEmpty();
    }
}
