package dev.samovar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The handlers in a Node.js package, found without running a file of it.
final class NodeHandlers {
    private static final Pattern SCRIPT = Pattern.compile("(?!node_modules/|.*/node_modules/).*\\.[cm]?js");
    private static final Pattern EXPORTS_HANDLER = Pattern.compile(
            "exports\\.handler\\b|exports\\[['\"]handler['\"]]|export\\s+(async\\s+)?(const|let|var|function\\*?)\\s+handler\\b"
                    + "|export\\s*\\{[^}]*\\bhandler\\b[^}]*}|module\\.exports\\s*=\\s*\\{[^}]*\\bhandler\\b");

    private NodeHandlers() {}

    /// The handlers named `handler`: that of `index` alone if there is one, else those of all files that
    /// seem to export it.
    static List<String> in(CodePackage code) throws IOException {
        var found = new ArrayList<String>();
        for (var name : code.names()) {
            if (!SCRIPT.matcher(name).matches()) continue;
            var module = name.replaceFirst("\\.[cm]?js$", "");
            if (module.equals("index")) return List.of("index.handler");
            if (EXPORTS_HANDLER
                    .matcher(new String(code.read(name), StandardCharsets.UTF_8))
                    .find()) found.add(module + ".handler");
        }
        return found;
    }
}
