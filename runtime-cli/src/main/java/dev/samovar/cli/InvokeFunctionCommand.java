package dev.samovar.cli;

import dev.samovar.api.Payload;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `samovar invoke --function`: invokes a function of an endpoint.
final class InvokeFunctionCommand {
    /// What describes a package, and says nothing about a function that is there already.
    private static final List<String> OF_PACKAGES = List.of(
            "--handler",
            "--runtime",
            "--engine",
            "--timeout",
            "--memory",
            "--env",
            "--layer",
            "--isolation",
            "--json-logs",
            "--debug",
            "--watch",
            "--verbose");

    private final Endpoint endpoint;
    private final String function;
    private final EventArgument event;
    private final int repeat;
    private final Console console;

    InvokeFunctionCommand(Endpoint endpoint, String function, EventArgument event, int repeat, Console console) {
        this.endpoint = endpoint;
        this.function = function;
        this.event = event;
        this.repeat = repeat;
        this.console = console;
    }

    /// Looks whether a line that names a function says nothing else.
    ///
    /// @throws WrongUse if it does
    static void check(ParseResult line) {
        if (line.hasMatchedPositional(0))
            throw new WrongUse("give a package or --function NAME, not both: " + line.matchedPositionalValue(0, "")
                    + " and " + line.matchedOptionValue("--function", ""));
        for (var option : OF_PACKAGES)
            if (line.hasMatchedOption(option))
                throw new WrongUse(
                        option + " is for packages; the function that --function names has its own settings");
    }

    /// Invokes it and answers the exit status.
    ///
    /// @param ticker nanoseconds
    int run(LongSupplier ticker) {
        var durations = new Durations();
        int status = ExitStatus.OK;
        for (int i = 0; i < repeat; i++) {
            long begin = ticker.getAsLong();
            var answer = invoke();
            durations.add(Duration.ofNanos(ticker.getAsLong() - begin));
            status = Math.max(status, tell(answer));
        }
        if (repeat > 1) console.note(durations.summary());
        return status;
    }

    private HttpResponse<byte[]> invoke() {
        try {
            return endpoint.exchange(
                    "POST",
                    LambdaPaths.function(function) + "/invocations",
                    Map.of("X-Amz-Log-Type", "Tail"),
                    event.event().toByteArray());
        } catch (RequestRefusedException e) {
            throw event.refused(e.refusal());
        }
    }

    private int tell(HttpResponse<byte[]> answer) {
        var headers = answer.headers();
        headers.firstValue("X-Amz-Log-Result")
                .ifPresent(log -> console.log(new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8)));
        console.payload(Payload.of(answer.body()));
        if (repeat > 1 || console.isTerminal()) console.endOfPayload();
        if (headers.firstValue("X-Amz-Function-Error").isEmpty()) return ExitStatus.OK;
        console.note("the function failed" + reason(answer.body()));
        return ExitStatus.FAILED;
    }

    private static String reason(byte[] payload) {
        try {
            var error = JsonMapper.shared().readTree(payload);
            var type = error.path("errorType").asString("");
            var message = Sentences.firstLine(error.path("errorMessage").asString(""));
            return (type.isEmpty() ? "" : ": " + type) + (message.isEmpty() ? "" : ": " + message);
        } catch (JacksonException e) {
            return "";
        }
    }
}
