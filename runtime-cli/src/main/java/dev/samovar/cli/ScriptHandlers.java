package dev.samovar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the handlers in a package of scripts, without running a file of it.
///
/// @param ending of the names of scripts
/// @param definition what defines a function at the root of a file, with `%s` for its name
record ScriptHandlers(String ending, String definition) {
    static final ScriptHandlers OF_PYTHON = new ScriptHandlers(".py", "^(def\\s+%1$s\\s*\\(|%1$s\\s*=(?!=))");
    static final ScriptHandlers OF_RUBY =
            new ScriptHandlers(".rb", "^(?:private\\s+|public\\s+)?def\\s+%1$s(?![\\w?!=])");

    private static final List<String> NAMES = List.of("lambda_handler", "handler");

    /// `lambda_function.lambda_handler` alone if there is that file, else those functions called `lambda_handler` or
    /// `handler` that files define beside each other at the root, else those in directories of the function's own.
    List<String> in(CodePackage code) throws IOException {
        if (code.names().contains("lambda_function" + ending)) return List.of("lambda_function.lambda_handler");
        var found = new ArrayList<String>();
        for (var name : code.names()) if (name.endsWith(ending) && name.indexOf('/') < 0) add(code, name, found);
        if (!found.isEmpty()) return found;
        for (var name : code.names())
            if (name.endsWith(ending) && name.matches("(src|app|lambda|functions?|handlers?)/[^/]+"))
                add(code, name, found);
        return found;
    }

    private void add(CodePackage code, String name, List<String> found) throws IOException {
        var text = new String(code.read(name), StandardCharsets.UTF_8).replaceFirst("^\\uFEFF", "");
        var file = name.substring(0, name.length() - ending.length());
        if (file.indexOf('.') >= 0) return;
        for (var function : NAMES) {
            var defined = Pattern.compile(definition.formatted(function), Pattern.MULTILINE);
            if (defined.matcher(text).find()) {
                found.add(file + "." + function);
                return;
            }
        }
    }
}
