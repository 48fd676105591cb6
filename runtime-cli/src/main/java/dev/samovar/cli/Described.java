package dev.samovar.cli;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The function that a package and the options make, and what was found out on the way.
///
/// @param note what was not given but found, for the user
record Described(FunctionSpec spec, String note) {
    private static final int SHOWN = 10;

    /// @throws WrongUse if the options do not fit the package
    /// @throws RequestRefusedException if its runtime does not run in this version
    static Described of(InvokeOptions options) {
        try (var code = CodePackage.open(options.code())) {
            return of(options, code);
        } catch (IOException e) {
            throw new WrongUse("cannot read " + options.code() + ": " + e.getMessage());
        }
    }

    boolean isJava() {
        return spec.runtime().isJava();
    }

    private static Described of(InvokeOptions options, CodePackage code) throws IOException {
        if (Project.isAt(code.names())) throw new WrongUse(Project.instead(code));
        var given = options.runtime();
        var guess = given == null ? guess(options, code) : new RuntimeGuess(Runtimes.named(given), "as given");
        if (!Runtimes.runsHere(guess.runtime()))
            throw new RequestRefusedException(
                    Refusal.of(400, "InvalidParameterValueException", Runtimes.notYet(guess.runtime())));
        var handler = options.handler();
        var found = handler == null && !guess.runtime().isCustom();
        if (handler == null) handler = handler(guess.runtime(), code);
        else if (guess.runtime().isJava()) requireClass(handler, code, options.layers());
        return new Described(
                spec(options, guess.runtime(), handler),
                "runtime " + guess.runtime() + ", " + guess.because()
                        + (found ? "; handler " + handler + ", the only one in it" : ""));
    }

    /// The handler that the user did not name. What a custom runtime makes of it is its own affair, so it gets
    /// the name of its program, as most are deployed with.
    private static String handler(RuntimeId runtime, CodePackage code) throws IOException {
        if (runtime.isCustom()) return "bootstrap";
        if (runtime.isJava()) return onlyJavaHandler(code);
        if (runtime.nodeMajor().isPresent()) return onlyNodeHandler(code);
        return onlyScriptHandler(
                code, runtime.pythonMinor().isPresent() ? ScriptHandlers.OF_PYTHON : ScriptHandlers.OF_RUBY);
    }

    private static RuntimeGuess guess(InvokeOptions options, CodePackage code) {
        return RuntimeGuess.of(code.names(), options.handler())
                .map(Described::onThisMachine)
                .orElseThrow(() -> new WrongUse(nothingToRun(code)));
    }

    /// The same with the version that this machine has of the language, where the package does not tell one.
    private static RuntimeGuess onThisMachine(RuntimeGuess guess) {
        return ChildProcesses.nearest(guess.runtime())
                .filter(Runtimes::runsHere)
                .map(runtime -> new RuntimeGuess(runtime, guess.because()))
                .orElse(guess);
    }

    private static String nothingToRun(CodePackage code) {
        return code.path() + " does not tell its runtime: it holds no Java classes, no bootstrap, no index.js or"
                + " package.json and no Python or Ruby file; name the runtime with --runtime";
    }

    private static String onlyJavaHandler(CodePackage code) throws IOException {
        var found = JavaHandlers.in(code);
        if (found.size() == 1) return found.getFirst();
        if (found.isEmpty())
            throw new WrongUse("no public class in " + code.path()
                    + " implements RequestHandler, RequestStreamHandler or Samovar's Handler; name the handler with"
                    + " --handler package.Class or --handler package.Class::method");
        throw new WrongUse(code.path() + " has several handlers; choose one with --handler: " + listed(found));
    }

    private static String onlyNodeHandler(CodePackage code) throws IOException {
        var found = NodeHandlers.in(code);
        if (found.size() == 1) return found.getFirst();
        throw new WrongUse(
                found.isEmpty()
                        ? "no file in " + code.path()
                                + " is index.js or exports handler; name the handler with --handler file.export"
                        : code.path() + " has several handlers; choose one with --handler: " + listed(found));
    }

    private static String onlyScriptHandler(CodePackage code, ScriptHandlers handlers) throws IOException {
        var found = handlers.in(code);
        if (found.size() == 1) return found.getFirst();
        throw new WrongUse(
                found.isEmpty()
                        ? "no file in " + code.path() + " is lambda_function" + handlers.ending()
                                + " or defines lambda_handler or handler; name the handler with --handler file.function"
                        : code.path() + " has several handlers; choose one with --handler: " + listed(found));
    }

    private static void requireClass(String handler, CodePackage code, List<Path> layers) throws IOException {
        int at = handler.lastIndexOf("::");
        var name = at < 0 ? handler : handler.substring(0, at);
        if (JavaHandlers.has(name, code, layers)) return;
        var found = JavaHandlers.in(code);
        throw new WrongUse("there is no class " + name + " in " + code.path()
                + (found.isEmpty()
                        ? "; a handler is package.Class or package.Class::method"
                        : "; the handlers in it: " + listed(found)));
    }

    private static String listed(List<String> handlers) {
        var shown = String.join(", ", handlers.subList(0, Math.min(SHOWN, handlers.size())));
        return handlers.size() <= SHOWN ? shown : shown + " and " + (handlers.size() - SHOWN) + " more";
    }

    private static FunctionSpec spec(InvokeOptions options, RuntimeId runtime, String handler) {
        try {
            var spec = FunctionSpec.of(nameOf(options.code()), runtime, new Code.OnDisk(options.code()))
                    .handler(handler)
                    .timeout(Duration.ofSeconds(options.timeoutSeconds()))
                    .memoryMb(options.memoryMb())
                    .environment(options.environment())
                    .layers(options.layers().stream()
                            .<Code>map(Code.OnDisk::new)
                            .toList())
                    .logging(options.jsonLogs() ? LoggingConfig.JSON : LoggingConfig.TEXT);
            var engine = options.engine();
            return engine == null ? spec : spec.engine(engine);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    /// A function name from the name of the package's file.
    private static String nameOf(Path code) {
        var name = code.toAbsolutePath().normalize().getFileName();
        var text = name == null ? "" : name.toString().replaceFirst("\\.(jar|zip)$", "");
        text = text.replaceAll("[^A-Za-z0-9_-]", "-");
        if (text.isEmpty()) return "function";
        return text.length() > 64 ? text.substring(0, 64) : text;
    }
}
