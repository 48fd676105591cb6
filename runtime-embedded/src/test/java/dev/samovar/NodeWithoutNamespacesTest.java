package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Node processes on a machine that permits no namespaces.
final class NodeWithoutNamespacesTest extends NodeProcessTest {
    @Override
    ProcessLauncher launcher() {
        return ChildProcesses.builder().namespaces(false).build();
    }

    @Test
    void tellsTheFunctionWhereItsCodeReallyIs() {
        function(
                "exports.handler = async () => [process.cwd() === __dirname, process.env.LAMBDA_TASK_ROOT === __dirname]");

        assertThat(invoke("{}").orThrow().text()).isEqualTo("[true,true]");
    }

    @Test
    void findsLibrariesOfLayersWhereTheyReallyAre() {
        var layer = directory.resolve("layer");
        NodeFunctions.write(layer, Map.of("nodejs/node_modules/tea/index.js", "exports.brew = () => 'brewed'"));
        runtime.create(NodeFunctions.function(
                        directory.resolve("code"),
                        "f",
                        Map.of("index.js", "exports.handler = async () => require('tea').brew()"))
                .engine("node")
                .layers(List.of(new Code.OnDisk(layer))));

        assertThat(invoke("{}").orThrow().text()).isEqualTo("\"brewed\"");
    }

    @Test
    void tellsTheFunctionOfATemporaryDirectoryOfItsOwn() {
        function("""
                const fs = require('fs'), path = require('path'), os = require('os');
                exports.handler = async () => { fs.writeFileSync(path.join(os.tmpdir(), 'x'), ''); return fs.readdirSync(os.tmpdir()) }""");

        assertThat(invoke("{}").orThrow().text()).isEqualTo("[\"x\"]");
    }

    @Test
    void showsStacksAsIfTheCodeWereWhereLambdaHasIt() {
        function("exports.handler = async () => { throw new Error('x') }");

        assertThat(fault(invoke("{}")).payload().text())
                .contains("(/var/task/index.js:1:")
                .doesNotContain(directory.toString());
    }
}
