package dev.samovar.cli;

import dev.samovar.api.Account;
import dev.samovar.api.Payload;
import dev.samovar.cli.event.EventKind;
import dev.samovar.cli.event.Sample;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `samovar event`: prints an event as a service would send it.
final class EventCommand {
    /// The kinds and their options. Spelled out, as every start of the command reads it.
    static final String KINDS = """
            sqs            a message of a queue: --body --name
            sns            a message of a topic: --body --subject --name
            s3             an object of a bucket: --bucket --key --event-name
            apigateway     a request to a REST API: --body --method --path --header --query
            apigateway-v2  a request to an HTTP API, payload format 2.0: --body --method --path --header --query
            function-url   a request to a function URL: --body --method --path --header --query
            alb            a request to a load balancer: --body --method --path --header --query
            schedule       a schedule of EventBridge: --name
            eventbridge    an event of a bus: --body --source --detail-type
            dynamodb       a change of a table: --body --key --name --event-name
            kinesis        a record of a stream: --body --key --name""";

    private static final List<String> VALUES = List.of(
            "--body",
            "--name",
            "--subject",
            "--bucket",
            "--key",
            "--event-name",
            "--method",
            "--path",
            "--source",
            "--detail-type");
    private static final List<String> PAIRS = List.of("--header", "--query");

    private final ParseResult line;
    private final Console console;

    EventCommand(ParseResult line, Console console) {
        this.line = line;
        this.console = console;
    }

    static CommandSpec spec() {
        var spec = CommandSpec.create();
        spec.usageMessage()
                .description("Print an event as a service sends it, to invoke a function with.")
                .abbreviateSynopsis(true)
                .footer("", KINDS, "", "samovar event sqs --body hello | samovar invoke app.jar --event -");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("KIND")
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .description("What sends it, see below.")
                .build());
        spec.addOption(CommandLines.text("TEXT", "The message, the data, the request's body, or the item.", "--body"));
        spec.addOption(CommandLines.text("NAME", "The queue, topic, table, stream or rule.", "--name"));
        spec.addOption(CommandLines.text("TEXT", "The subject of a message of a topic.", "--subject"));
        spec.addOption(CommandLines.text("NAME", "The bucket.", "--bucket"));
        spec.addOption(CommandLines.text("KEY", "The key of an object, an item or a record.", "--key"));
        spec.addOption(CommandLines.text(
                "NAME", "What happened, such as ObjectRemoved:Delete of s3 or MODIFY of dynamodb.", "--event-name"));
        spec.addOption(CommandLines.text("M", "The method of a request. Default: GET.", "--method"));
        spec.addOption(CommandLines.text("PATH", "The path of a request. Default: /.", "--path"));
        spec.addOption(CommandLines.several("K=V", "A header of a request. May be repeated.", "--header"));
        spec.addOption(CommandLines.several("K=V", "A query parameter of a request. May be repeated.", "--query"));
        spec.addOption(CommandLines.text("SOURCE", "The source of an event of eventbridge.", "--source"));
        spec.addOption(CommandLines.text("TYPE", "The detail type of an event of eventbridge.", "--detail-type"));
        spec.addOption(CommandLines.text("REGION", "The region of the source. Default: us-east-1.", "--region"));
        spec.addOption(CommandLines.text("ID", "The account of the source. Default: 000000000000.", "--account"));
        spec.addOption(CommandLines.help());
        return spec;
    }

    int run(InstantSource clock, Supplier<UUID> ids) {
        var word = line.matchedPositionalValue(0, "");
        var kind = EventKind.named(word)
                .orElseThrow(() -> new WrongUse("there is no event '" + word + "'; there are: " + words()));
        var values = new LinkedHashMap<String, String>();
        for (var option : VALUES) {
            String value = line.matchedOptionValue(option, (String) null);
            if (value != null) values.put(option, value);
        }
        for (var option : values.keySet()) requireFitting(kind, option);
        for (var option : PAIRS) if (line.hasMatchedOption(option)) requireFitting(kind, option);
        try {
            var event = kind.event(new Sample(
                    new Account("aws", value("--region", "us-east-1"), value("--account", "000000000000")),
                    clock.instant(),
                    ids,
                    values,
                    pairs("--header"),
                    pairs("--query")));
            var pretty = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            console.payload(Payload.json(pretty.writeValueAsString(event) + "\n"));
            return ExitStatus.OK;
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static void requireFitting(EventKind kind, String option) {
        if (!kind.options().contains(option))
            throw new WrongUse(option + " says nothing about an event of " + kind.word() + ", which takes "
                    + String.join(", ", kind.options()));
    }

    private static String words() {
        return Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", "));
    }

    private String value(String option, String otherwise) {
        @Nullable String given = line.matchedOptionValue(option, (String) null);
        return given == null ? otherwise : given;
    }

    private Map<String, String> pairs(String option) {
        return CommandLines.pairs(option, line.matchedOptionValue(option, List.of()));
    }
}
