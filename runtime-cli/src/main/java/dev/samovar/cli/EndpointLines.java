package dev.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command lines of what speaks to a running endpoint.
final class EndpointLines {
    private EndpointLines() {}

    static CommandSpec deploy() {
        var spec = described("Bring an endpoint to what a template of AWS SAM, the CDK, the Serverless Framework or"
                + " CloudFormation says about functions. The plan is shown first.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("TEMPLATE")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("The template, a cdk.out, or a directory that has one of them. Default: this directory.")
                .build());
        spec.addOption(CommandLines.text(
                "NAME",
                "The stack. Default: that of the CDK, else the name of the template's directory.",
                "--stack-name"));
        spec.addOption(CommandLines.several("K=V", "A parameter of the template. May be repeated.", "--parameter"));
        spec.addOption(CommandLines.flag("Do not ask.", "--yes", "-y"));
        spec.addOption(CommandLines.flag("Show the plan and change nothing.", "--dry-run"));
        spec.addOption(CommandLines.flag("Remove what the stack has and its template no longer speaks of.", "--prune"));
        spec.addOption(CommandLines.flag(
                "Take functions that are there and belong to no stack into this one. Default: they are refused.",
                "--adopt"));
        spec.addOption(CommandLines.flag(
                "Deploy again, without asking, whenever the template or code changes, until interrupted.", "--watch"));
        spec.addOption(endpoint());
        spec.addOption(CommandLines.help());
        return spec;
    }

    /// What a `deploy` asks for.
    ///
    /// @throws WrongUse if a value is none
    static DeployOptions deployOptions(ParseResult line) {
        return new DeployOptions(
                Path.of(line.matchedPositionalValue(0, ".")),
                line.matchedOptionValue("--stack-name", (String) null),
                CommandLines.pairs("--parameter", line.matchedOptionValue("--parameter", List.of())),
                line.hasMatchedOption("--yes"),
                line.hasMatchedOption("--dry-run"),
                line.hasMatchedOption("--prune"),
                line.hasMatchedOption("--adopt"),
                line.hasMatchedOption("--watch"));
    }

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

    static CommandSpec logs() {
        var spec = described("Print what a function of an endpoint wrote.");
        spec.addPositional(name("A function, or a log group, which begins with a slash."));
        spec.addOption(CommandLines.flag("Go on until interrupted.", "--follow", "-f"));
        spec.addOption(CommandLines.text("AGO", "How far back: 90s, 10m, 2h, 1d. Default: 10m.", "--since"));
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
