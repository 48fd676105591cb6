package dev.samovar.cli;

import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command lines that are understood. Spelled out rather than annotated: reading annotations would take a
/// third of the time that `samovar invoke` takes to start.
final class CommandLines {
    static final String INVOKE = "invoke";
    static final String SERVE = "serve";
    static final String DEPLOY = "deploy";
    static final String LOGS = "logs";
    static final String LIST = "list";
    static final String REMOVE = "rm";
    static final String EVENT = "event";
    static final String DOCTOR = "doctor";
    static final String HELP = "help";

    private CommandLines() {}

    static CommandLine all() {
        var samovar = CommandSpec.create().name("samovar");
        samovar.usageMessage().description("AWS Lambda inside your JVM.").footer("", exits());
        samovar.addOption(help());
        samovar.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
        samovar.addSubcommand(INVOKE, invoke());
        samovar.addSubcommand(SERVE, serve());
        samovar.addSubcommand(DEPLOY, EndpointLines.deploy());
        samovar.addSubcommand(LIST, EndpointLines.list());
        samovar.addSubcommand(REMOVE, EndpointLines.remove());
        samovar.addSubcommand(LOGS, EndpointLines.logs());
        samovar.addSubcommand(EVENT, EventCommand.spec());
        samovar.addSubcommand(DOCTOR, doctor());
        samovar.addSubcommand(HELP, helpOn());
        return new CommandLine(samovar)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
    }

    static String exits() {
        return "Exit status: 0 fine, 1 the function failed, 2 wrong use, 3 refused, 70 nothing answers at the"
                + " endpoint, its port is taken, or the command itself broke.";
    }

    private static CommandSpec invoke() {
        var spec = CommandSpec.create();
        spec.usageMessage()
                .description(
                        "Run a package as a function, or invoke a function of an endpoint: its payload goes to standard"
                                + " output, its log to standard error.")
                .abbreviateSynopsis(true)
                .footer("", exits());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("CODE")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("A jar, a zip, or the directory that would be zipped.")
                .build());
        spec.addOption(text(
                "H",
                "The handler: package.Class or package.Class::method of Java, file.export of Node.js, module.function of"
                        + " Python, file.method of Ruby, what a custom runtime makes of it; found where there is only one.",
                "--handler"));
        spec.addOption(
                text("R", "The Lambda runtime, such as java21; told from the package if not given.", "--runtime"));
        spec.addOption(text(
                "E",
                "The engine that must run it: java, graaljs, node, python, ruby or custom; chosen if not given.",
                "--engine"));
        spec.addOption(text(
                "EVENT",
                "The event: FILE, @FILE or file://FILE, - for standard input, or JSON text. Default: {}.",
                "--event"));
        spec.addOption(number("S", "Seconds that one invocation may take, 1 to 900. Default: 3.", "3", "--timeout"));
        spec.addOption(number("MB", "The function's memory in MiB, 128 to 10240. Default: 128.", "128", "--memory"));
        spec.addOption(several("K=V", "An environment variable. May be repeated.", "--env"));
        spec.addOption(several("DIR", "A layer, a directory or a zip. May be repeated.", "--layer"));
        spec.addOption(isolation());
        spec.addOption(flag("Log in JSON, as with the log format JSON on AWS.", "--json-logs"));
        spec.addOption(number(
                "N",
                "Invoke it N times, each payload on a line of its own, and sum up how long they took.",
                "1",
                "--repeat"));
        spec.addOption(number(
                "PORT",
                "Wait for a debugger (JDWP, Node's inspector, or debugpy) on this port of localhost; deadlines pause.",
                null,
                "--debug"));
        spec.addOption(flag("Invoke it again whenever its code changes, until interrupted.", "--watch"));
        spec.addOption(flag("Tell which engine runs it and why.", "--verbose"));
        spec.addOption(text(
                "NAME",
                "Invoke this function of an endpoint, or a version or alias of it, in place of a package.",
                "--function"));
        spec.addOption(EndpointLines.endpoint());
        spec.addOption(help());
        return spec;
    }

    private static CommandSpec serve() {
        var spec = CommandSpec.create();
        spec.usageMessage()
                .description("Serve the Lambda API on this machine, for unmodified AWS clients, until interrupted.")
                .footer("", exits());
        spec.addOption(number("PORT", "Listen there; 0 takes a free one. Default: 3001.", "3001", "--port"));
        spec.addOption(text(
                "ADDRESS",
                "Listen at this address. Default: 127.0.0.1. Any other than this machine's own needs --credentials.",
                "--host"));
        spec.addOption(number(
                "PORT",
                "Answer /health and /metrics (Prometheus) there, on 127.0.0.1. Default: nowhere.",
                null,
                "--admin-port"));
        spec.addOption(text(
                "DIR",
                "Keep there what is written: functions, their packages and settings, asynchronous events. They are"
                        + " there again at the next start. Default: nothing is kept.",
                "--data"));
        spec.addOption(text("DIR", "Take code in S3 from there: the object KEY of BUCKET is BUCKET/KEY.", "--buckets"));
        spec.addOption(text(
                "FILE",
                "Insist on requests that are signed with keys in this file, which looks like ~/.aws/credentials."
                        + " Default: signatures are not looked at.",
                "--credentials"));
        spec.addOption(text("FILE", "Serve TLS with this certificate (PEM).", "--tls-cert"));
        spec.addOption(text("FILE", "The key to it (PEM, PKCS #8).", "--tls-key"));
        spec.addOption(flag(
                "Hand functions your own AWS credentials. Default: keys that are good for this endpoint alone.",
                "--aws-credentials"));
        spec.addOption(text("REGION", "The region of the functions. Default: us-east-1.", "--region"));
        spec.addOption(text("ID", "The account of the functions. Default: 000000000000.", "--account"));
        spec.addOption(isolation());
        spec.addOption(help());
        return spec;
    }

    private static OptionSpec isolation() {
        return OptionSpec.builder("--isolation")
                .paramLabel("T")
                .type(Isolation.class)
                .defaultValue("IN_PROCESS")
                .description(
                        "IN_PROCESS, the default, runs the function inside this JVM: right for your own code, and no"
                                + " boundary for hostile code. PROCESS insists on a process of its own.")
                .build();
    }

    private static CommandSpec doctor() {
        var spec = CommandSpec.create();
        spec.usageMessage()
                .description("Tell what this machine offers: JDK, isolation tiers, start-up cache, limits.")
                .footer("", "Exit status: 0, or 1 if something is missing that is needed.");
        spec.addOption(help());
        return spec;
    }

    private static CommandSpec helpOn() {
        var spec = CommandSpec.create();
        spec.usageMessage().description("Tell about samovar or one of its commands.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("COMMAND")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("The command.")
                .build());
        return spec;
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this help.")
                .build();
    }

    static OptionSpec text(String label, String description, String name) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    static OptionSpec number(String label, String description, @Nullable String otherwise, String name) {
        var option =
                OptionSpec.builder(name).paramLabel(label).type(Integer.class).description(description);
        if (otherwise != null) option.defaultValue(otherwise);
        return option.build();
    }

    static OptionSpec several(String label, String description, String name) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .description(description)
                .build();
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(Boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    /// What an `invoke` asks for.
    ///
    /// @throws WrongUse if a value is none
    static InvokeOptions options(ParseResult line) {
        if (!line.hasMatchedPositional(0))
            throw new WrongUse("invoke takes a package, or --function NAME of an endpoint; see: samovar invoke --help");
        if (line.hasMatchedOption("--endpoint"))
            throw new WrongUse("--endpoint is for --function; a package runs in this process");
        return new InvokeOptions(
                Path.of(line.matchedPositionalValue(0, "")),
                line.matchedOptionValue("--handler", (String) null),
                line.matchedOptionValue("--runtime", (String) null),
                line.matchedOptionValue("--engine", (String) null),
                line.matchedOptionValue("--event", (String) null),
                line.matchedOptionValue("--timeout", 3),
                line.matchedOptionValue("--memory", 128),
                pairs("--env", line.matchedOptionValue("--env", List.of())),
                layers(line.matchedOptionValue("--layer", List.of())),
                line.matchedOptionValue("--isolation", Isolation.IN_PROCESS),
                line.hasMatchedOption("--json-logs"),
                line.matchedOptionValue("--repeat", 1),
                port(line, "--debug"),
                line.hasMatchedOption("--watch"),
                line.hasMatchedOption("--verbose"));
    }

    /// What a `serve` asks for.
    ///
    /// @throws WrongUse if a value is none
    static ServeOptions serveOptions(ParseResult line) {
        return new ServeOptions(
                line.matchedOptionValue("--host", "127.0.0.1"),
                line.matchedOptionValue("--port", 3001),
                port(line, "--admin-port"),
                ServeOptions.account(
                        line.matchedOptionValue("--region", "us-east-1"),
                        line.matchedOptionValue("--account", "000000000000")),
                line.matchedOptionValue("--isolation", Isolation.IN_PROCESS),
                path(line, "--data"),
                path(line, "--buckets"),
                new ServeOptions.Access(
                        path(line, "--credentials"),
                        path(line, "--tls-cert").orElse(null),
                        path(line, "--tls-key").orElse(null),
                        line.hasMatchedOption("--aws-credentials")));
    }

    private static OptionalInt port(ParseResult line, String option) {
        Integer given = line.matchedOptionValue(option, (Integer) null);
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    private static Optional<Path> path(ParseResult line, String option) {
        @Nullable String given = line.matchedOptionValue(option, null);
        return Optional.ofNullable(given).map(Path::of);
    }

    private static List<Path> layers(List<String> given) {
        return given.stream().map(Path::of).toList();
    }

    /// What an option says that is given as `NAME=VALUE`, once or more.
    ///
    /// @throws WrongUse if a name or the sign is missing
    static Map<String, String> pairs(String option, List<String> given) {
        var pairs = new LinkedHashMap<String, String>();
        for (var one : given) {
            int at = one.indexOf('=');
            if (at < 1)
                throw new WrongUse(option + " " + one + " has no name and value; write " + option + " NAME=VALUE");
            pairs.put(one.substring(0, at), one.substring(at + 1));
        }
        return pairs;
    }
}
