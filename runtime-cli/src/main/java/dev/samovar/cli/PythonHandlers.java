package dev.samovar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The handlers in a Python package, found without running a file of it.
final class PythonHandlers {
    private static final List<String> NAMES = List.of("lambda_handler", "handler");

    private PythonHandlers() {}

    /// `lambda_function.lambda_handler` alone if there is that module, else those functions called `lambda_handler` or
    /// `handler` that modules define beside each other at the root, else those in packages of the function's own.
    static List<String> in(CodePackage code) throws IOException {
        if (code.names().contains("lambda_function.py")) return List.of("lambda_function.lambda_handler");
        var found = new ArrayList<String>();
        for (var name : code.names()) if (name.endsWith(".py") && name.indexOf('/') < 0) add(code, name, found);
        if (!found.isEmpty()) return found;
        for (var name : code.names())
            if (name.matches("(src|app|lambda|functions?|handlers?)/[^/]+\\.py")) add(code, name, found);
        return found;
    }

    private static void add(CodePackage code, String name, List<String> found) throws IOException {
        var text = new String(code.read(name), StandardCharsets.UTF_8);
        var module = name.substring(0, name.length() - ".py".length());
        for (var function : NAMES) {
            var defined =
                    Pattern.compile("^(def\\s+" + function + "\\s*\\(|" + function + "\\s*=(?!=))", Pattern.MULTILINE);
            if (defined.matcher(text).find()) {
                found.add(module + "." + function);
                return;
            }
        }
    }
}
