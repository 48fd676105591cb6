package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.fail;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.DynamicTest;

/// Promises written in JavaScript, kept in one context: a module of the test resources exports a function
/// for each, by what it promises. What they expect was taken from Node 22.
final class GuestChecks implements AutoCloseable {
    /// Calls a check and answers what it failed with, or nothing.
    private static final Source KEPT = Source.newBuilder(
                    "js",
                    "(async (f) => { try { await f(); return ''; } catch (e) { return String(e?.stack ?? e); } })",
                    "check")
            .build();

    private final Engine engine = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private final OpenFiles files = new OpenFiles();
    private final NodeRealm node;
    private final JSDynamicObject checks;

    GuestChecks(String module, Path tmp) throws IOException {
        var root = Files.createDirectory(tmp.resolve("task"));
        try (var script = GuestChecks.class.getResourceAsStream("checks/" + module + ".js")) {
            Files.write(root.resolve("checks.js"), script.readAllBytes());
        }
        var jail = new Jail(Map.of("/var/task", root, "/tmp", Files.createDirectory(tmp.resolve("tmp"))));
        var functions = new HashMap<String, HostFunction>();
        functions.put("cwd", (_, _) -> Guest.text("/var/task"));
        functions.put("standardOutput", (_, _) -> Undefined.instance);
        functions.put("standardError", (_, a) -> fail(Guest.string(a[0])));
        functions.put("exit", (_, a) -> fail("the script ended with " + Guest.string(a[0])));
        SystemFunctions.addTo(functions, () -> 512);
        FileFunctions.addTo(functions, () -> jail, files);
        node = new NodeRealm(engine, new NodeLibrary(), new Network(), functions, new Loop(System::nanoTime));
        node.context().enter();
        try {
            node.setEnvironment(Map.of("HOME", "/home/sbx_user1051"));
            var loader = Guest.member(node.require("internal/modules/cjs/loader"), "Module");
            checks = (JSDynamicObject) node.callback(
                    Guest.member(loader, "_load"), Guest.text("/var/task/checks.js"), Null.instance, false);
        } finally {
            node.context().leave();
        }
    }

    /// A test for each promise.
    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var name : JSObject.enumerableOwnNames(checks))
            tests.add(DynamicTest.dynamicTest(Guest.string(name), () -> run(name)));
        return tests;
    }

    private void run(Object name) throws InterruptedException {
        node.context().enter();
        try {
            var wrapped = Guest.run(node.realm(), KEPT);
            var promise = (JSPromiseObject) node.callback(wrapped, JSObject.get(checks, name));
            node.loop().run(() -> JSPromise.getPromiseState(promise) != JSPromise.PENDING);
            if (JSPromise.getPromiseState(promise) == JSPromise.PENDING) fail("nothing is left that could settle it");
            var failure = Guest.string(JSPromise.getPromiseResult(promise));
            if (!failure.isEmpty()) fail(failure);
        } finally {
            node.context().leave();
        }
    }

    @Override
    public void close() {
        node.close();
        files.close();
        engine.close();
    }
}
