package dev.samovar.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The entry of the `samovar` command.
@Command(
        name = "samovar",
        description = "AWS Lambda inside your JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "unpackaged");
            return new String[] {
                "samovar " + version, "on " + System.getProperty("java.vm.name") + " " + Runtime.version()
            };
        }
    }
}
