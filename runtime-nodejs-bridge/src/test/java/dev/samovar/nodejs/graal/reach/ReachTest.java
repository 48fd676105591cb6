package dev.samovar.nodejs.graal.reach;

import static dev.samovar.nodejs.graal.reach.Reach.Kind.COMMONJS;
import static dev.samovar.nodejs.graal.reach.Reach.Kind.MODULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files a handler reaches, and what engine graaljs has against them.
final class ReachTest {
    private static final Set<String> BUILTINS =
            Set.of("fs", "child_process", "http2", "worker_threads", "sqlite", "fs/promises", "test");

    private final TreeMap<String, String> files = new TreeMap<>();

    private ReachTest file(String path, String text) {
        files.put("/var/task/" + path, text);
        return this;
    }

    private Reach reach(String handler) {
        return Reach.of(new InMemory(files), handler, BUILTINS, List.of("/opt/nodejs/node_modules"), 10_000);
    }

    private List<String> reached(String handler) {
        return reach(handler).sources().keySet().stream().sorted().toList();
    }

    private record InMemory(TreeMap<String, String> files) implements PackageFiles {
        @Override
        public boolean isFile(String path) {
            return files.containsKey(path);
        }

        @Override
        public boolean isDirectory(String path) {
            var below = files.ceilingKey(path + "/");
            return below != null && below.startsWith(path + "/");
        }

        @Override
        public String real(String path) {
            return path;
        }

        @Override
        public long size(String path) throws IOException {
            return text(path).length();
        }

        @Override
        public String text(String path) throws IOException {
            var text = files.get(path);
            if (text == null) throw new IOException("there is no " + path);
            return text;
        }

        @Override
        public List<String> list(String path) {
            return files.keySet().stream()
                    .filter(file -> file.startsWith(path + "/"))
                    .map(file -> file.substring(path.length() + 1).replaceFirst("/.*", ""))
                    .distinct()
                    .toList();
        }
    }

    // --- what is reached

    @ParameterizedTest
    @CsvSource({"index.handler,index.js", "src/app.handler.nested,src/app.js", "m.handler,m.mjs", "c.handler,c.cjs"})
    void beginsAtTheFileOfTheHandler(String handler, String file) {
        file(file, "");
        assertThat(reached(handler)).containsExactly("/var/task/" + file);
    }

    @Test
    void aHandlerCanBeThatOfAPackage() {
        file("node_modules/app/package.json", "{\"main\":\"./lib/main\"}").file("node_modules/app/lib/main.js", "");
        assertThat(reached("app.handler")).containsExactly("/var/task/node_modules/app/lib/main.js");
    }

    @Test
    void aHandlerThatIsNotThereReachesNothing() {
        assertThat(reach("index.handler")).isEqualTo(new Reach(Map.of(), Optional.empty()));
    }

    @Test
    void followsFilesDirectoriesAndPackages() {
        file("index.js", "require('./a'); require('./b'); require('c'); require('@s/d/sub'); require('./none')");
        file("a.js", "require('./index')").file("b/index.js", "").file("node_modules/c/index.js", "");
        file("node_modules/@s/d/sub.js", "require('e')").file("node_modules/@s/d/node_modules/e/index.js", "");
        file("unused.js", "");
        assertThat(reached("index.handler"))
                .containsExactly(
                        "/var/task/a.js",
                        "/var/task/b/index.js",
                        "/var/task/index.js",
                        "/var/task/node_modules/@s/d/node_modules/e/index.js",
                        "/var/task/node_modules/@s/d/sub.js",
                        "/var/task/node_modules/c/index.js");
    }

    @Test
    void followsExportsByCondition() {
        file("index.mjs", "import 'p'; import 'p/deep/x.js'; import 'p/closed'");
        file("cjs.cjs", "require('p')");
        file("node_modules/p/package.json", """
                {"exports": {".": {"browser": "./web.js", "import": "./esm.mjs", "default": "./cjs.cjs"},
                "./deep/*": [null, "./inside/*"]}}""");
        file("node_modules/p/esm.mjs", "").file("node_modules/p/cjs.cjs", "").file("node_modules/p/inside/x.js", "");
        file("node_modules/p/closed.js", "").file("node_modules/p/web.js", "");
        assertThat(reached("index.handler"))
                .containsExactly(
                        "/var/task/index.mjs",
                        "/var/task/node_modules/p/esm.mjs",
                        "/var/task/node_modules/p/inside/x.js");
        assertThat(reached("cjs.handler")).containsExactly("/var/task/cjs.cjs", "/var/task/node_modules/p/cjs.cjs");
    }

    @Test
    void followsImportsAndItself() {
        file("package.json", """
                {"name": "me", "exports": {"./x": "./lib/x.js"}, "imports": {"#y": "./lib/y.js", "#fs": "z"}}""");
        file("index.js", "require('me/x'); require('#y'); require('#fs')");
        file("lib/x.js", "").file("lib/y.js", "").file("node_modules/z/index.js", "");
        assertThat(reached("index.handler"))
                .contains("/var/task/lib/x.js", "/var/task/lib/y.js", "/var/task/node_modules/z/index.js");
    }

    @Test
    void looksIntoLayers() {
        file("index.js", "require('shared')");
        files.put("/opt/nodejs/node_modules/shared/index.js", "");
        assertThat(reached("index.handler")).contains("/opt/nodejs/node_modules/shared/index.js");
    }

    @Test
    void tellsModulesFromCommonJs() {
        file("package.json", "{\"type\":\"module\"}")
                .file("index.js", "import './a.cjs'; import './b.mjs'; import 'c'");
        file("a.cjs", "").file("b.mjs", "").file("node_modules/c/index.js", "");
        file("node_modules/c/package.json", "{}");
        assertThat(reach("index.handler").sources())
                .containsOnly(
                        entry("/var/task/index.js", MODULE),
                        entry("/var/task/a.cjs", COMMONJS),
                        entry("/var/task/b.mjs", MODULE),
                        entry("/var/task/node_modules/c/index.js", COMMONJS));
    }

    @Test
    void aComputedNameCanBeThatOfAnyOwnFile() {
        file("index.js", "require('./routes/' + name)").file("routes/a.js", "").file("node_modules/x/index.js", "");
        assertThat(reached("index.handler")).containsExactly("/var/task/index.js", "/var/task/routes/a.js");
    }

    // --- objections

    @ParameterizedTest
    @ValueSource(strings = {"child_process", "node:child_process", "worker_threads", "http2", "node:sqlite"})
    void aModuleThatTheEngineLacksIsAnObjection(String module) {
        file("index.js", "require('./a')").file("a.js", "require('" + module + "')");
        assertThat(reach("index.handler").objection())
                .hasValue("a.js uses " + module.replace("node:", "") + ", which engine graaljs lacks");
    }

    @Test
    void aModuleOfADependencyIsOneToo() {
        file("index.js", "require('x')").file("node_modules/x/index.js", "require('child_process')");
        assertThat(reach("index.handler").objection())
                .hasValue("node_modules/x/index.js uses child_process, which engine graaljs lacks");
    }

    @Test
    void http2IsNoneWhereADependencyLoadsItInPassing() {
        file("index.js", "require('x')").file("node_modules/x/index.js", "require('http2')");
        assertThat(reach("index.handler").objection()).isEmpty();
    }

    @Test
    void modulesThatTheEngineHasAreNone() {
        file("index.js", "require('fs'); require('node:fs/promises'); require('test')");
        file("node_modules/test/index.js", "");
        assertThat(reach("index.handler").objection()).isEmpty();
        assertThat(reached("index.handler")).contains("/var/task/node_modules/test/index.js");
    }

    @Test
    void nativeAddOnsAreObjections() {
        file("index.js", "require('./addon.node')").file("addon.node", "\0");
        assertThat(reach("index.handler").objection()).hasValue("addon.node is a native add-on");
        file("index.js", "require('x')").file("node_modules/x/index.js", "require('bindings')('x')");
        assertThat(reach("index.handler").objection()).hasValue("node_modules/x/index.js loads a native add-on");
    }

    @Test
    void webAssemblyIsAnObjection() {
        file("index.js", "WebAssembly.instantiate(x)");
        assertThat(reach("index.handler").objection())
                .hasValue("index.js uses WebAssembly, which engine graaljs lacks");
    }

    @Test
    void moreSourceThanTheBudgetIsAnObjection() {
        file("index.js", "require('./a')").file("a.js", " ".repeat(10_000));
        assertThat(reach("index.handler").objection())
                .hasValue("it reaches more than 9 KiB of source, which take long to load on engine graaljs");
    }

    @Test
    void whatNobodyReachesIsNone() {
        file("index.js", "").file("tool.js", "require('child_process')").file("big.js", " ".repeat(20_000));
        assertThat(reach("index.handler").objection()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"main\":7}", "{\"exports\":{\".\":{\"node\":{}}}}", "\"text\""})
    void aPackageJsonThatIsWrongDoesNoHarm(String json) {
        file("index.js", "require('x')")
                .file("node_modules/x/package.json", json)
                .file("node_modules/x/index.js", "");
        assertThat(reach("index.handler").objection()).isEmpty();
    }
}
