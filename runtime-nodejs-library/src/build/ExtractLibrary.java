import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Takes the JavaScript of Node's library out of a Node distribution, where each module is text in the
/// executable, and writes it as resources, with the tables of constants and error numbers that go with it.
/// Run by the build.
class ExtractLibrary {
    /// What the in-JVM engine never loads.
    private static final String LEFT_OUT = "internal/deps/(amaro|v8/tools)/.*|internal/repl/.*|internal/deps/node-inspect/.*";

    public static void main(String[] arguments) throws Exception {
        var target = Path.of(arguments[0]);
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            var ids = new ArrayList<String>();
            for (var id : text(node, "Object.keys(process.binding('natives')).sort().join()").split(",")) {
                if (id.matches(LEFT_OUT) || id.equals("configs")) continue;
                write(target.resolve(id + ".js"), text(node, "process.binding('natives')['" + id + "']"));
                ids.add(id);
            }
            write(target.resolve("index.txt"), String.join("\n", ids) + "\n");
            write(target.resolve("version.txt"), text(node, "process.version.slice(1)"));
            write(target.resolve("constants.json"), text(node, "JSON.stringify(process.binding('constants'))"));
            write(target.resolve("http2.json"), text(node, "JSON.stringify(require('http2').constants)"));
            write(target.resolve("uv.json"), text(node, """
                    JSON.stringify(Object.fromEntries(Object.entries(process.binding('uv'))
                        .filter(([name]) => name.startsWith('UV_'))
                        .map(([name, code]) => [name.slice(3), [code, require('util').getSystemErrorMap().get(code)?.[1]]])))
                    """));
            System.out.println("Node " + text(node, "process.version") + ": " + ids.size() + " modules");
        }
    }

    private static String text(NodeRuntime node, String expression) throws Exception {
        var text = node.getExecutor(expression).executeString();
        if (text == null) throw new IllegalStateException("no text: " + expression);
        return text;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) Files.writeString(file, text);
    }
}
