package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.NodeTestOutcome.Failed;
import dev.samovar.nodejs.graal.NodeTestOutcome.Inapplicable;
import dev.samovar.nodejs.graal.NodeTestOutcome.Passed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/// A context that runs one file as `node FILE` does: to the end of its loop, with its status.
final class NodeTestContext {
    private static final Pattern SKIPPED = Pattern.compile("(?m)^1\\.\\.0 # Skipped: (.*)$");
    private static final Pattern ERROR =
            Pattern.compile("(?m)^(?:Uncaught )?[\\w.]*(?:Error|Exception|Mismatched)\\b.*(?:\\n.+)?");
    private static final String STUCK = "it runs on after it was killed";
    private static final int UNSETTLED = 13;
    private static final int MOST_OUTPUT = 1 << 20;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /// Begins the file that it is called with, and answers what ends the process when the loop does.
    private static final Source BEGIN =
            Source.newBuilder("js", """
            (process, require, file) => {
              process.argv = [process.execPath, file];
              require('internal/modules/run_main').executeUserEntryPoint(file);
            }""", "begin").internal(true).build();
    private static final Source BEFORE_EXIT = Source.newBuilder(
                    "js", "(process) => { process.emit('beforeExit', process.exitCode ?? 0); }", "beforeExit")
            .internal(true)
            .build();
    private static final Source EXIT =
            Source.newBuilder("js", """
            (process, unsettled) => {
              process._exiting = true;
              process.emit('exit', process.exitCode ?? unsettled);
              process.reallyExit(process.exitCode ?? unsettled);
            }""", "exit").internal(true).build();

    private final Path tests;
    private final Path scratch;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final CountDownLatch made = new CountDownLatch(1);
    private volatile int status = -1;
    private volatile boolean late;
    private volatile @Nullable NodeRealm node;

    /// @param tests what it sees as `/var/task/test`
    /// @param scratch what it sees as `/tmp`
    NodeTestContext(Path tests, Path scratch) {
        this.tests = tests;
        this.scratch = scratch;
    }

    /// Runs the file on a thread of its own, for so many seconds at most.
    NodeTestOutcome run(Engine engine, NodeLibrary library, SourceCache sources, NodeTestFile file, int seconds)
            throws InterruptedException {
        var thread =
                Thread.ofPlatform().daemon().name(file.name()).unstarted(() -> run(engine, library, sources, file));
        thread.start();
        // The first contexts of an engine take long to make, which says nothing about the file.
        while (thread.isAlive()) if (made.await(100, TimeUnit.MILLISECONDS)) break;
        thread.join(seconds * 1000L);
        if (thread.isAlive()) {
            late = true;
            var there = node;
            thread.interrupt();
            if (there != null) WATCH.execute(there::close);
            thread.join(5000);
            if (thread.isAlive()) return new Failed(STUCK, text());
        }
        return outcome(seconds);
    }

    /// Whether the file could not even be killed.
    static boolean isStuck(NodeTestOutcome outcome) {
        return outcome instanceof Failed failed && failed.line().equals(STUCK);
    }

    private NodeTestOutcome outcome(int seconds) {
        var text = text();
        var skipped = SKIPPED.matcher(text);
        if (status == 0 && skipped.find())
            return new Inapplicable("skips itself: " + skipped.group(1).strip());
        if (late) return new Failed("it did not end within " + seconds + " s", text);
        return status == 0 ? new Passed() : new Failed(firstError(text), text);
    }

    private String firstError(String text) {
        var found = ERROR.matcher(text);
        if (found.find()) return found.group().strip().replaceAll("\\s*\\n\\s*", " | ");
        return text.isBlank()
                ? "status " + status
                : text.strip().lines().findFirst().orElse("");
    }

    private String text() {
        return errors.toString(StandardCharsets.UTF_8) + output.toString(StandardCharsets.UTF_8);
    }

    private void run(Engine engine, NodeLibrary library, SourceCache sources, NodeTestFile file) {
        var network = new Network();
        var files = new OpenFiles();
        var jail = new Jail(Map.of("/var/task/test", tests, "/tmp", scratch));
        var functions = new HashMap<String, HostFunction>();
        functions.put("cwd", (_, _) -> Guest.text("/var/task"));
        functions.put("chdir", (_, _) -> Undefined.instance);
        functions.put("standardOutput", (_, a) -> write(output, Bytes.of(a[0]).copy()));
        functions.put("standardError", (_, a) -> write(errors, Utf8Text.encode(Guest.string(a[0]))));
        functions.put("exit", (realm, a) -> exit(realm, Guest.integer(a[0])));
        SystemFunctions.addTo(functions, () -> 2048);
        FileFunctions.addTo(functions, () -> jail, files);
        try (var realm = new NodeRealm(engine, library, network, functions, new Loop(System::nanoTime))) {
            node = realm;
            made.countDown();
            realm.belongTo(new GraalJsProgram(sources, new Experience(Duration.ZERO), () -> {}));
            realm.context().enter();
            realm.loop().look();
            run(realm, file);
        } catch (InterruptedException e) {
            late = true;
        } catch (OutOfMemoryError e) {
            write(errors, "Error: the heap is full\n".getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | Error e) {
            if (status < 0 && !late)
                write(errors, ("Error: in the host: " + e + "\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            network.close();
            files.close();
        }
    }

    private void run(NodeRealm realm, NodeTestFile file) throws InterruptedException {
        var variables = new HashMap<>(file.variables());
        variables.putAll(
                Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin", "NODE_TEST_DIR", "/tmp", "NODE_SKIP_FLAG_CHECK", "1"));
        realm.setEnvironment(variables);
        var process = JSObject.get(realm.realm().getGlobalObject(), Guest.text("process"));
        realm.callback(
                Guest.run(realm.realm(), BEGIN),
                process,
                realm.member("require"),
                Guest.text("/var/task/test/" + file.name()));
        do {
            realm.loop().run(() -> false);
            realm.callback(Guest.run(realm.realm(), BEFORE_EXIT), process);
        } while (realm.loop().alive());
        realm.callback(Guest.run(realm.realm(), EXIT), process, isUnsettled(realm.realm()) ? UNSETTLED : 0);
    }

    /// Whether the module that Node began with still waits: it notes the promise of it.
    private static boolean isUnsettled(JSRealm realm) {
        var global = realm.getGlobalObject();
        for (var key : global.getShape().getKeyList())
            if (key instanceof Symbol symbol
                    && "entry_point_promise_private_symbol".equals(Guest.string(symbol.getDescription())))
                return JSObject.get(global, symbol) instanceof JSPromiseObject promise
                        && JSPromise.getPromiseState(promise) == JSPromise.PENDING;
        return false;
    }

    private static Object write(ByteArrayOutputStream to, byte[] bytes) {
        if (to.size() < MOST_OUTPUT) to.writeBytes(bytes);
        return Undefined.instance;
    }

    private Object exit(JSRealm realm, int with) {
        status = with;
        realm.getEnv().getContext().closeExited(null, with);
        return Undefined.instance;
    }
}
