package dev.samovar.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The command lines of what speaks to a running endpoint.
final class EndpointLines {
    private EndpointLines() {}

    static CommandSpec list() {
        var spec = described("List the functions of an endpoint.");
        spec.addOption(endpoint());
        spec.addOption(CommandLines.help());
        return spec;
    }

    static CommandSpec remove() {
        var spec = described("Remove a function of an endpoint, or one of its versions or aliases.");
        spec.addPositional(name("A function, or a version (name:7) or an alias (name:live) of one."));
        spec.addOption(CommandLines.flag("Do not ask.", "--yes", "-y"));
        spec.addOption(endpoint());
        spec.addOption(CommandLines.help());
        return spec;
    }

    private static CommandSpec described(String description) {
        var spec = CommandSpec.create();
        spec.usageMessage().description(description).footer("", CommandLines.exits());
        return spec;
    }

    private static PositionalParamSpec name(String description) {
        return PositionalParamSpec.builder()
                .paramLabel("NAME")
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .description(description)
                .build();
    }

    static OptionSpec endpoint() {
        return CommandLines.text(
                "URL",
                "The endpoint. Default: AWS_ENDPOINT_URL_LAMBDA, else AWS_ENDPOINT_URL, else http://127.0.0.1:3001.",
                "--endpoint");
    }
}
