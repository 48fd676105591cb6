package dev.samovar.cli;

import dev.samovar.api.FunctionRuntimeException;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.endpoint.Endpoint;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The entry of the `samovar` command.
public final class Main {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Console console;
    private final InputStream in;

    Main(InputStream in, Console console) {
        this.in = in;
        this.console = console;
    }

    public static void main(String[] args) {
        System.exit(new Main(System.in, Console.ofProcess()).run(args));
    }

    int run(String... args) {
        var command = CommandLines.all();
        try {
            return run(command.parseArgs(args));
        } catch (ParameterException e) {
            console.note(e.getMessage() + "; see: "
                    + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitStatus.WRONG_USE;
        } catch (WrongUse e) {
            console.note(String.valueOf(e.getMessage()));
            return ExitStatus.WRONG_USE;
        } catch (RequestRefusedException e) {
            console.note(Sentences.of(e.refusal()));
            return ExitStatus.REFUSED;
        } catch (FunctionRuntimeException e) {
            console.note(String.valueOf(e.getMessage()));
            return ExitStatus.REFUSED;
        } catch (UncheckedIOException e) {
            console.note(String.valueOf(e.getMessage()));
            return ExitStatus.BROKEN;
        } catch (InterruptedException e) {
            return ExitStatus.BROKEN;
        }
    }

    private int run(ParseResult line) throws InterruptedException {
        var command = line.commandSpec().commandLine();
        if (line.isVersionHelpRequested()) return version();
        if (line.isUsageHelpRequested()) return usage(command);
        var chosen = line.subcommand();
        if (chosen == null) {
            command.usage(console.reminder());
            return ExitStatus.WRONG_USE;
        }
        if (chosen.isUsageHelpRequested()) return usage(chosen.commandSpec().commandLine());
        return switch (chosen.commandSpec().name()) {
            case CommandLines.INVOKE -> invoke(chosen);
            case CommandLines.SERVE -> new ServeCommand(CommandLines.serveOptions(chosen), console).run();
            case CommandLines.DEPLOY ->
                new DeployCommand(
                                EndpointLines.deployOptions(chosen),
                                endpoint(chosen),
                                new Question(in, console),
                                console)
                        .run();
            case CommandLines.LIST -> new ListCommand(endpoint(chosen), console).run();
            case CommandLines.REMOVE ->
                new RemoveCommand(endpoint(chosen), console)
                        .run(
                                chosen.matchedPositionalValue(0, ""),
                                new Question(in, console),
                                chosen.hasMatchedOption("--yes"));
            case CommandLines.LOGS ->
                new LogsCommand(endpoint(chosen), console, () -> Thread.sleep(BETWEEN_LOOKS))
                        .run(
                                chosen.matchedPositionalValue(0, ""),
                                Ago.before(Instant.now(), chosen.matchedOptionValue("--since", "10m")),
                                chosen.hasMatchedOption("--follow"));
            case CommandLines.EVENT -> new EventCommand(chosen, console).run(InstantSource.system(), UUID::randomUUID);
            case CommandLines.DOCTOR -> new DoctorCommand(console).run();
            default -> help(command, chosen);
        };
    }

    private static Endpoint endpoint(ParseResult line) {
        return NamedEndpoint.of(line.matchedOptionValue("--endpoint", (String) null), System.getenv());
    }

    private int invoke(ParseResult line) throws InterruptedException {
        if (line.hasMatchedOption("--function")) return invokeFunction(line);
        var options = CommandLines.options(line);
        if (Debugging.needsRestart(options)) return ExitStatus.NEEDS_DEBUGGER;
        return new InvokeCommand(options, in, console).run();
    }

    private int invokeFunction(ParseResult line) {
        InvokeFunctionCommand.check(line);
        int repeat = line.matchedOptionValue("--repeat", 1);
        if (repeat < 1) throw new WrongUse("--repeat is at least 1, not " + repeat);
        var event = EventArgument.of(line.matchedOptionValue("--event", (String) null), in);
        return new InvokeFunctionCommand(
                        endpoint(line), line.matchedOptionValue("--function", ""), event, repeat, console)
                .run(System::nanoTime);
    }

    private int help(CommandLine command, ParseResult line) {
        String on = line.matchedPositionalValue(0, null);
        if (on == null) return usage(command);
        var found = command.getSubcommands().get(on);
        if (found == null)
            throw new WrongUse("there is no command '" + on + "'; there are: "
                    + String.join(", ", command.getSubcommands().keySet()));
        return usage(found);
    }

    private int usage(CommandLine command) {
        command.usage(console.help());
        return ExitStatus.OK;
    }

    private int version() {
        var version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "unpackaged");
        var out = console.help();
        out.println("samovar " + version);
        out.println("on " + System.getProperty("java.vm.name") + " " + Runtime.version());
        return ExitStatus.OK;
    }
}
