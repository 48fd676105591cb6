package dev.samovar.cli;

import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `samovar list`: the functions of an endpoint, one a line.
final class ListCommand {
    private static final List<String> HEAD = List.of("NAME", "RUNTIME", "HANDLER", "MEMORY", "TIMEOUT", "MODIFIED");

    private final Endpoint endpoint;
    private final Console console;

    ListCommand(Endpoint endpoint, Console console) {
        this.endpoint = endpoint;
        this.console = console;
    }

    int run() {
        var functions = endpoint.list(LambdaPaths.FUNCTIONS, "Functions");
        if (functions.isEmpty()) {
            console.note("no functions at " + endpoint.uri());
            return ExitStatus.OK;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        functions.stream()
                .map(ListCommand::row)
                .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
                .forEach(rows::add);
        for (var line : Columns.of(rows)) console.line(line);
        return ExitStatus.OK;
    }

    private static List<String> row(JsonNode function) {
        return List.of(
                function.path("FunctionName").asString(""),
                function.path("Runtime").asString("-"),
                function.path("Handler").asString("-"),
                function.path("MemorySize").asInt(0) + " MB",
                function.path("Timeout").asInt(0) + " s",
                function.path("LastModified").asString("-"));
    }
}
