package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.fail;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final GuestScript script;

    GuestChecks(String module, Path directory) throws IOException {
        script = new GuestScript("checks/" + module, directory);
    }

    /// A test for each promise.
    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var name : JSObject.enumerableOwnNames(script.exports()))
            tests.add(DynamicTest.dynamicTest(Guest.string(name), () -> run(name)));
        return tests;
    }

    private void run(Object name) throws InterruptedException {
        var node = script.node();
        node.context().enter();
        try {
            var wrapped = Guest.run(node.realm(), KEPT);
            var promise = (JSPromiseObject) node.callback(wrapped, JSObject.get(script.exports(), name));
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
        script.close();
    }
}
