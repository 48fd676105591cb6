package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.fail;

import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A script of the test resources as a function's module in a context of its own, with a `print` for its
/// findings.
final class GuestScript implements AutoCloseable {
    private final List<String> printed = new CopyOnWriteArrayList<>();
    /// One for all scripts, as a runtime has one for all functions: Node's library is parsed once.
    private static final SharedEngine ENGINE = new SharedEngine(0);

    private static final NodeLibrary LIBRARY = new NodeLibrary();

    private final OpenFiles files = new OpenFiles();
    private final NodeRealm node;
    private final JSDynamicObject exports;

    /// @param name of a resource, without its ending
    GuestScript(String name, Path directory) throws IOException {
        var jail = new Jail(Map.of("/var/task", task(name, directory), "/tmp", directories(directory, "tmp")));
        var functions = new HashMap<String, HostFunction>();
        functions.put("cwd", (_, _) -> Guest.text("/var/task"));
        functions.put("standardOutput", (_, _) -> Undefined.instance);
        functions.put("standardError", (_, a) -> fail(Guest.string(a[0])));
        functions.put("exit", (_, a) -> fail("the script ended with " + Guest.string(a[0])));
        SystemFunctions.addTo(functions, () -> 512);
        FileFunctions.addTo(functions, () -> jail, files);
        node = new NodeRealm(ENGINE.current(), LIBRARY, new Network(), functions, new Loop(System::nanoTime));
        node.context().enter();
        try {
            node.setEnvironment(Map.of("HOME", "/home/sbx_user1051"));
            node.loop().look();
            var host = Guest.functions(node.realm(), Map.of("print", (_, a) -> print(Guest.string(a[0]))));
            JSObject.set(node.realm().getGlobalObject(), Guest.text("print"), Guest.member(host, "print"));
            var loader = Guest.member(node.require("internal/modules/cjs/loader"), "Module");
            exports = (JSDynamicObject) node.callback(
                    Guest.member(loader, "_load"), Guest.text("/var/task/script.js"), Null.instance, false);
        } finally {
            node.context().leave();
        }
    }

    private static Path task(String name, Path directory) throws IOException {
        var task = directories(directory, "task");
        try (var script = GuestScript.class.getResourceAsStream(name + ".js")) {
            Files.write(task.resolve("script.js"), script.readAllBytes());
        }
        return task;
    }

    private static Path directories(Path directory, String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private Object print(String text) {
        printed.addAll(List.of(text.split("\n", -1)));
        return Undefined.instance;
    }

    NodeRealm node() {
        return node;
    }

    JSDynamicObject exports() {
        return exports;
    }

    /// The lines that the script has printed so far. May be asked by any thread.
    List<String> lines() {
        return List.copyOf(printed);
    }

    /// The lines that the script prints until nothing is left for it to do.
    List<String> printed() throws InterruptedException {
        node.context().enter();
        try {
            node.loop().run(() -> false);
            return List.copyOf(printed);
        } finally {
            node.context().leave();
        }
    }

    @Override
    public void close() {
        node.close();
        files.close();
    }
}
