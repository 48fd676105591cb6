package dev.samovar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `samovar invoke` does with its options, and what it says when it cannot.
final class InvokeTest {
    @TempDir
    static Path directory;

    private static String echo;

    @BeforeAll
    static void build() {
        echo = Packages.jar(directory, "echo", Packages.ECHO).toString();
    }

    // --- doing

    @Test
    void readsTheEventFromAFileFromStandardInputOrFromTheArgument() throws IOException {
        var file = Files.writeString(directory.resolve("event.json"), "{\"from\":\"file\"}");

        assertThat(Ran.samovar("invoke", echo, "--event", file.toString()).out())
                .isEqualTo("{\"from\":\"file\"}");
        assertThat(Ran.withInput("{\"from\":\"stdin\"}", "invoke", echo, "--event", "-")
                        .out())
                .isEqualTo("{\"from\":\"stdin\"}");
        assertThat(Ran.samovar("invoke", echo, "--event", "{\"from\":1}").out()).isEqualTo("{\"from\":1}");
        assertThat(Ran.samovar("invoke", echo, "--event=\"text\"").out()).isEqualTo("\"text\"");
    }

    @Test
    void readsTheEventFromAFileNamedAsForOtherTools() throws IOException {
        var file = Files.writeString(directory.resolve("named.json"), "{\"from\":\"file\"}");

        assertThat(Ran.samovar("invoke", echo, "--event", "@" + file).out()).isEqualTo("{\"from\":\"file\"}");
        assertThat(Ran.samovar("invoke", echo, "--event", "file://" + file).out())
                .isEqualTo("{\"from\":\"file\"}");
        assertWrongUse(
                Ran.samovar("invoke", echo, "--event", "@nowhere.json"),
                "--event '@nowhere.json' is neither a file nor JSON; give the path of a file, - for standard input,"
                        + " or JSON text such as '{\"name\":\"tea\"}'");
    }

    @Test
    void takesNoArgumentsFromAFile() throws IOException {
        var arguments = Files.writeString(directory.resolve("arguments"), "--event=[1]");

        var ran = Ran.samovar("invoke", "@" + arguments);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("@" + arguments);
    }

    @Test
    void sendsAnEmptyObjectWhenThereIsNoEvent() {
        assertThat(Ran.samovar("invoke", echo)).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).isEqualTo("{}");
        });
    }

    @Test
    void runsADirectoryOfClasses() {
        var classes = Packages.classes(directory, "plain", Packages.ECHO);

        assertThat(Ran.samovar("invoke", classes.toString(), "--event", "[1]").out())
                .isEqualTo("[1]");
    }

    @Test
    void handsOverVariablesMemoryTimeoutAndName() {
        var jar = Packages.jar(directory, "a.b-1.0", """
                package app;
                import com.amazonaws.services.lambda.runtime.Context;
                public class Show {
                    public String run(Object event, Context context) {
                        return System.getenv("COLOUR") + " " + System.getenv("EQUATION") + " " + context.getMemoryLimitInMB() + " "
                            + (context.getRemainingTimeInMillis() > 20_000) + " " + context.getFunctionName();
                    }
                }
                """);

        var ran = Ran.samovar(
                "invoke",
                jar.toString(),
                "--handler=app.Show::run",
                "--runtime=java21",
                "--memory=512",
                "--timeout=30",
                "--env=COLOUR=green",
                "--env=EQUATION=a=b");

        assertThat(ran.out()).isEqualTo("\"green a=b 512 true a-b-1-0\"");
        assertThat(ran.err()).contains("samovar: runtime java21, as given\n", "INIT_START Runtime Version: java:21.v1");
    }

    @Test
    void findsClassesInALayer() throws IOException {
        var layer = Files.createDirectories(directory.resolve("layer/java/lib"));
        Files.move(Packages.jar(directory, "inlayer", Packages.ECHO), layer.resolve("inlayer.jar"));
        var code = Packages.jar(directory, "own", "package own; public class Own {}");

        var ran = Ran.samovar(
                "invoke", code.toString(), "--handler=app.Echo", "--layer=" + directory.resolve("layer"), "--event=7");

        assertThat(ran.out()).isEqualTo("7");
    }

    @Test
    void logsJsonWhenAskedTo() {
        assertThat(Ran.samovar("invoke", echo, "--json-logs").err())
                .contains("\"type\":\"platform.start\"", "\"type\":\"platform.report\"")
                .doesNotContain("START RequestId");
    }

    @Test
    void repeatsWithAPayloadOnEachLineAndASummary() {
        var ran = Ran.samovar("invoke", echo, "--event=[1]", "--repeat=3");

        assertThat(ran.out()).isEqualTo("[1]\n[1]\n[1]\n");
        assertThat(ran.err())
                .containsPattern("samovar: 3 invocations: fastest \\S+ ms, median \\S+ ms, slowest \\S+ ms\n$");
        assertThat(ran.err()).containsOnlyOnce("INIT_START");
    }

    @Test
    void tellsHowToGiveMoreTimeWhenTheDeadlinePassed() {
        var jar = Packages.jar(directory, "loop", """
                package app;
                public class Loop { public String run(Object event) { while (true) { } } }
                """);

        var ran = Ran.samovar("invoke", jar.toString(), "--handler=app.Loop::run", "--timeout=1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("\"errorType\":\"Sandbox.Timedout\"");
        assertThat(ran.err())
                .endsWith("samovar: the function missed its deadline; --timeout SECONDS gives it more time\n");
    }

    // --- wrong use

    private static void assertWrongUse(Ran ran, String sentence) {
        assertThat(ran.err()).isEqualTo("samovar: " + sentence + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void namesTheHandlersWhenThereIsNoSuchClass() {
        assertWrongUse(
                Ran.samovar("invoke", echo, "--handler=app.Nope::run"),
                "there is no class app.Nope in " + echo + "; the handlers in it: app.Echo");
    }

    @Test
    void asksForAHandlerWhenThereAreSeveralOrNone() {
        var several = Packages.jar(directory, "several", Packages.ECHO, Packages.BROKEN)
                .toString();
        var none = Packages.jar(directory, "none", "package app; public class None {}")
                .toString();

        assertWrongUse(
                Ran.samovar("invoke", several),
                several + " has several handlers; choose one with --handler: app.Broken, app.Echo");
        assertThat(Ran.samovar("invoke", none)).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("no public class in " + none, "--handler package.Class");
        });
    }

    @Test
    void namesTheJarThatAProjectBuilt() throws IOException {
        var project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");

        assertWrongUse(
                Ran.samovar("invoke", project.toString()),
                project + " is a project and not a package; build it and give the jar that it makes");
        Files.createDirectories(project.resolve("target/classes"));
        Files.createFile(project.resolve("target/made.jar"));
        assertWrongUse(
                Ran.samovar("invoke", project.toString()),
                project + " is a project and not a package; give the jar that it built, such as "
                        + project.resolve("target/made.jar"));
    }

    @Test
    void saysThatAZipIsNone() throws IOException {
        var bad = Files.writeString(directory.resolve("bad.zip"), "no zip").toString();

        assertThat(Ran.samovar("invoke", bad)).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("samovar: " + bad + " is no zip or jar that can be read")
                    .hasLineCount(1);
        });
    }

    @Test
    void namesTheRuntimesThatRunHereWhenOneIsUnknown() {
        assertWrongUse(
                Ran.samovar("invoke", echo, "--runtime=cobol85"),
                "there is no runtime 'cobol85'; those that run here are nodejs26.x, nodejs24.x, nodejs22.x,"
                        + " nodejs20.x, nodejs18.x, nodejs16.x, python3.15, python3.14, python3.13, python3.12, python3.11,"
                        + " python3.10, python3.9, python3.8, java25, java21, java17, java11, java8.al2, ruby4.0, ruby3.4,"
                        + " ruby3.3, ruby3.2, provided.al2023 and provided.al2");
    }

    @Test
    void saysWhatIsNoEvent() throws IOException {
        var file =
                Files.writeString(directory.resolve("broken.json"), "{\"a\":").toString();

        assertThat(Ran.samovar("invoke", echo, "--event=evnt.json")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("samovar: --event 'evnt.json' is neither a file nor JSON")
                    .hasLineCount(1);
        });
        var ran = Ran.samovar("invoke", echo, "--event=" + file);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("samovar: " + file + " is not JSON: ");
    }

    @Test
    void saysWhatIsNoVariable() {
        assertWrongUse(
                Ran.samovar("invoke", echo, "--env", "COLOUR"),
                "--env COLOUR has no name and value; write --env NAME=VALUE");
        assertWrongUse(
                Ran.samovar("invoke", echo, "--env", "AWS_REGION=x"),
                "this variable is reserved by Lambda and cannot be set: AWS_REGION");
    }

    @Test
    void saysWhatIsOutOfRange() {
        assertWrongUse(Ran.samovar("invoke", echo, "--memory=64"), "the memory is 128 MiB to 10240 MiB: 64");
        assertWrongUse(Ran.samovar("invoke", echo, "--repeat=0"), "--repeat is at least 1, not 0");
    }

    @Test
    void saysThatALayerIsMissing() {
        assertThat(Ran.samovar("invoke", echo, "--layer=/no/such/layer")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("there is nothing at /no/such/layer");
        });
    }

    @Test
    void saysThatADebuggerNeedsAJvmStartedForIt() {
        assertThat(Ran.samovar("invoke", echo, "--debug=5005")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("-agentlib:jdwp=", "localhost:5005").hasLineCount(1);
        });
    }

    @Test
    void saysWhereThereIsNoDebugger() throws IOException {
        var ruby = Files.createDirectories(directory.resolve("debugged"));
        Files.writeString(ruby.resolve("app.rb"), "def handler(event:, context:) = 1");

        assertThat(Ran.samovar("invoke", echo, "--debug=99999")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).isEqualTo("samovar: --debug is a port, 1 to 65535, not 99999\n");
        });
        assertThat(Ran.samovar("invoke", echo, "--debug=5005", "--isolation=PROCESS"))
                .satisfies(ran -> {
                    assertThat(ran.status()).isEqualTo(2);
                    assertThat(ran.err())
                            .contains("no debugger reaches into a sandbox")
                            .hasLineCount(1);
                });
        assertThat(Ran.samovar("invoke", ruby.toString(), "--runtime=ruby3.4", "--debug=5005"))
                .satisfies(ran -> {
                    assertThat(ran.status()).isEqualTo(2);
                    assertThat(ran.err())
                            .contains("--debug is for Java, Node.js and Python")
                            .hasLineCount(1);
                });
    }

    // --- refused

    @Test
    void refusesRuntimesThatDoNotRunHereYet() throws IOException {
        var ruby = Files.createDirectories(directory.resolve("ruby"));
        Files.writeString(ruby.resolve("app.rb"), "def handler(event:, context:) = 1");

        var ran = Ran.samovar("invoke", ruby.toString(), "--runtime=dotnet8", "--handler=app.handler");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("samovar: runtime dotnet8 does not run in this version of Samovar; those that do are"
                        + " nodejs26.x, nodejs24.x, nodejs22.x, nodejs20.x, nodejs18.x, nodejs16.x, python3.15,"
                        + " python3.14, python3.13, python3.12, python3.11, python3.10, python3.9, python3.8,"
                        + " java25, java21, java17, java11, java8.al2, ruby4.0, ruby3.4, ruby3.3, ruby3.2,"
                        + " provided.al2023 and provided.al2\n");
    }

    @Test
    void aSentenceHasTheFirstLineOfAnError() throws IOException {
        var node = Files.createDirectories(directory.resolve("missing"));
        Files.writeString(node.resolve("index.js"), "require('no-such-library'); exports.handler = async () => 1");

        var ran = Ran.samovar("invoke", node.toString());

        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.err())
                .endsWith(
                        "samovar: the function could not be initialised: Runtime.ImportModuleError: Error: Cannot find"
                                + " module 'no-such-library'\n");
        assertThat(ran.out()).contains("Require stack:");
    }

    @Test
    void runsNodeFunctions() throws IOException {
        var node = Files.createDirectories(directory.resolve("node"));
        Files.writeString(node.resolve("index.mjs"), "export const handler = async (event) => ({ hello: event.name })");

        var ran = Ran.samovar("invoke", node.toString(), "--event={\"name\":\"tea\"}");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("{\"hello\":\"tea\"}");
        assertThat(ran.err()).contains("runtime nodejs22.x, since it holds index.mjs; handler index.handler");
    }

    @Test
    void runsPythonFunctions() throws IOException {
        var python = Files.createDirectories(directory.resolve("python"));
        Files.writeString(python.resolve("helper.py"), "GREETING = 'hello'");
        Files.writeString(python.resolve("lambda_function.py"), """
                import helper
                def lambda_handler(event, context):
                    if event["name"] == "coffee":
                        raise ValueError("no " + event["name"])
                    print("greeting")
                    return {helper.GREETING: event["name"]}
                """);

        assertThat(Ran.samovar("invoke", python.toString(), "--event={\"name\":\"tea\"}"))
                .satisfies(ran -> {
                    assertThat(ran.status()).isZero();
                    assertThat(ran.out()).isEqualTo("{\"hello\": \"tea\"}");
                    assertThat(ran.err())
                            .containsPattern(
                                    "runtime python3\\.\\d+, since it holds lambda_function.py; handler lambda_function.lambda_handler")
                            .contains("\ngreeting\n");
                });
        assertThat(Ran.samovar("invoke", python.toString(), "--event={\"name\":\"coffee\"}"))
                .satisfies(ran -> {
                    assertThat(ran.status()).isEqualTo(1);
                    assertThat(ran.out()).startsWith("{\"errorMessage\": \"no coffee\", \"errorType\": \"ValueError\"");
                    assertThat(ran.err())
                            .contains(
                                    "[ERROR] ValueError: no coffee\n  Traceback (most recent call last):\n"
                                            + "  \u00a0\u00a0File \"/var/task/lambda_function.py\", line 4, in lambda_handler\n");
                });
    }

    @Test
    void runsAZipOfAPythonFunction() throws IOException {
        var zip = directory.resolve("tea.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("app.py"));
            out.write("def handler(event, context):\n    return event['leaf']\n".getBytes(UTF_8));
        }

        assertThat(Ran.samovar("invoke", zip.toString(), "--event={\"leaf\":1}").out())
                .isEqualTo("1");
        assertThat(Ran.samovar("invoke", zip.toString(), "--handler=app.brew").err())
                .contains("Handler 'brew' missing on module 'app'");
    }

    @Test
    void asksForTheHandlerOfAPythonPackageThatDoesNotTell() throws IOException {
        var python = Files.createDirectories(directory.resolve("several"));
        Files.writeString(python.resolve("a.py"), "def handler(event, context): pass");
        Files.writeString(python.resolve("b.py"), "handler = print");

        assertThat(Ran.samovar("invoke", python.toString()).err())
                .contains("has several handlers; choose one with --handler: a.handler, b.handler");
        Files.delete(python.resolve("a.py"));
        Files.writeString(python.resolve("b.py"), "x = 1");
        assertThat(Ran.samovar("invoke", python.toString()).err())
                .contains("defines lambda_handler or handler; name the handler with --handler file.function");
    }

    @Test
    void runsRubyFunctions() throws IOException {
        var ruby = Files.createDirectories(directory.resolve("ruby"));
        Files.writeString(ruby.resolve("app.rb"), """
                def handler(event:, context:)
                  raise ArgumentError, 'no coffee' if event['name'] == 'coffee'
                  puts "brewing"
                  "hello #{event['name']}"
                end
                """);

        assertThat(Ran.samovar("invoke", ruby.toString(), "--event={\"name\":\"tea\"}"))
                .satisfies(ran -> {
                    assertThat(ran.out().strip()).isEqualTo("\"hello tea\"");
                    assertThat(ran.err())
                            .containsPattern(
                                    "runtime ruby\\d\\.\\d, since it holds app.rb; handler app.handler, the only one in it")
                            .contains("brewing\n");
                });
        assertThat(Ran.samovar("invoke", ruby.toString(), "--event={\"name\":\"coffee\"}"))
                .satisfies(ran -> {
                    assertThat(ran.status()).isNotZero();
                    assertThat(ran.out()).contains("\"errorType\":\"Function<ArgumentError>\"");
                });
    }

    @Test
    void runsCustomRuntimes() throws IOException {
        var custom = Files.createDirectories(directory.resolve("custom"));
        var bootstrap = Files.writeString(custom.resolve("bootstrap"), """
                #!/bin/sh
                api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                event=$(curl -sS -D /tmp/head "$api/next") || exit
                id=$(tr -d '\\r' < /tmp/head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                echo brewing
                curl -sS -o /dev/null -d "{\\"got\\":$event,\\"handler\\":\\"$_HANDLER\\"}" "$api/$id/response"
                """);
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));

        var ran = Ran.samovar("invoke", custom.toString(), "--event=1");

        assertThat(ran.err())
                .contains("runtime provided.al2023, since it holds a bootstrap\n")
                .contains("brewing");
        assertThat(ran.out()).isEqualTo("{\"got\":1,\"handler\":\"bootstrap\"}");
        assertThat(ran.status()).isZero();
        assertThat(Ran.samovar("invoke", custom.toString(), "--debug=5005").err())
                .contains("--debug is for Java, Node.js and Python");
    }

    @Test
    void refusesAnEventThatIsTooLarge() {
        var event = "\"" + "x".repeat(7 << 20) + "\"";

        var ran = Ran.withInput(event, "invoke", echo, "--event=-");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("Request must be smaller than 6291456 bytes");
    }

    @Test
    void refusesAPackageThatLeavesItself() throws IOException {
        // A jar with the entry ../evil.
        var zip = Base64.getDecoder()
                .decode("UEsDBAoAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAALi4vZXZpbFBLAQIUAAoAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAA"
                        + "AAAAAAAAAAAAAAAAAC4uL2V2aWxQSwUGAAAAAAEAAQA1AAAAJQAAAAAA");
        var slip = Files.write(directory.resolve("slip.zip"), zip);

        var ran = Ran.samovar("invoke", slip.toString(), "--runtime=java21");

        assertThat(ran.status()).isIn(2, 3);
        assertThat(directory.resolve("evil")).doesNotExist();
    }
}
