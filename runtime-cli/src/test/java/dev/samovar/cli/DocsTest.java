package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands of the pages for those who come from elsewhere (`docs/from-*.md`, `docs/in-*.md`) do what the pages
/// say.
///
/// 1. The blocks of a page that are marked `sh` are run by one bash, in order, in a directory where `orders.jar` is.
///    Each command must succeed. A `samovar serve … &` listens before the next command is run; 3001 and 3002 are other
///    ports that are free.
/// 2. Where a block marked `text` follows, each of its lines is in what the block before it printed.
/// 3. Blocks of any other mark, such as `console`, are shown and not run.
///
/// Where the machine is too busy to begin a function in Lambda's ten seconds, a page is tried again.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class DocsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SERVE = Pattern.compile("^(samovar serve .*&)$", Pattern.MULTILINE);
    private static final String DONE = "all done";
    private static final String TOO_BUSY = "Status: timeout";
    private static final int TRIES = 3;
    private static final String MARK = "---- block ";
    private static final String ORDERS = """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.Map;
            public class Orders implements RequestHandler<Map<String, Object>, Map<String, String>> {
                public Map<String, String> handleRequest(Map<String, Object> event, Context context) {
                    System.out.println("found order " + event.get("id"));
                    return Map.of("state", "open");
                }
            }
            """;
    private static final String HELLO =
            "exports.handler = async (event) => ({ greeting: `Hello, ${event.name ?? event.rawPath}!` });";

    @TempDir
    private Path directory;

    /// A block that is run, and what it must print.
    private record Block(String commands, List<String> printed) {}

    static Stream<String> pages() throws IOException {
        try (var files = Files.list(DOCS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(from|in)-.*\\.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void thereAreFivePages() throws IOException {
        assertThat(pages())
                .containsExactly(
                        "from-localstack.md",
                        "from-sam-local.md",
                        "from-serverless-offline.md",
                        "in-junit.md",
                        "in-production.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsDoWhatThePageSays(String page) throws IOException, InterruptedException {
        var blocks = blocks(Files.readString(DOCS.resolve(page)));
        if (blocks.isEmpty()) return;
        prepare(page.replace(".md", ""));

        var printed = run(script(blocks));
        for (int i = 1; i < TRIES && printed.contains(TOO_BUSY); i++) printed = run(script(blocks));

        assertThat(printed).endsWith(DONE);
        var parts = List.of(printed.split(Pattern.quote(MARK) + "\\d+\n", -1));
        for (int i = 0; i < blocks.size(); i++)
            for (var line : blocks.get(i).printed())
                assertThat(spaced(parts.get(i + 1)))
                        .as("what this printed:%n%s", blocks.get(i).commands())
                        .contains(line);
    }

    private String run(Path script) throws IOException, InterruptedException {
        var printed = directory.resolve("printed");
        var bash = new ProcessBuilder("bash", "-e", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        bash.waitFor(100, TimeUnit.SECONDS);
        bash.descendants().forEach(ProcessHandle::destroy);
        bash.destroy();
        bash.onExit().join();
        return Files.readString(printed);
    }

    private static List<Block> blocks(String page) {
        var blocks = new ArrayList<Block>();
        boolean ran = false;
        for (var match = BLOCK.matcher(page); match.find(); ran = match.group(1).equals("sh")) {
            if (match.group(1).equals("sh")) blocks.add(new Block(match.group(2), List.of()));
            if (match.group(1).equals("text") && ran)
                blocks.add(new Block(
                        blocks.removeLast().commands(),
                        match.group(2).lines().map(DocsTest::spaced).toList()));
        }
        return blocks;
    }

    /// Columns are as wide as what is in them.
    private static String spaced(String text) {
        return text.replaceAll(" +", " ");
    }

    private Path script(List<Block> blocks) throws IOException {
        var port = Integer.toString(FreePort.find());
        var script = new StringBuilder("""
                export PATH=$PWD/bin:$PATH
                unset AWS_ENDPOINT_URL AWS_ENDPOINT_URL_LAMBDA AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_PROFILE
                export AWS_SHARED_CREDENTIALS_FILE=/dev/null
                trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT
                end() { kill $(jobs -p) 2>/dev/null || true; wait; echo; printf 'all done'; }
                ready() { until (exec 3<>/dev/tcp/127.0.0.1/3001) 2>/dev/null; do kill -0 $!; sleep 0.1; done; }
                """);
        for (int i = 0; i < blocks.size(); i++)
            script.append("echo; echo '" + MARK + i + "'\n")
                    .append(SERVE.matcher(blocks.get(i).commands()).replaceAll("$1\nready"));
        var text = script.toString()
                .replace("3001", port)
                .replace("3002", Integer.toString(FreePort.find()))
                .replace("samovar serve &", "samovar serve --port " + port + " &")
                .replace("samovar serve --data", "samovar serve --port " + port + " --data");
        return Files.writeString(directory.resolve("script"), text + "\nend\n");
    }

    private void prepare(String page) throws IOException {
        Packages.jar(directory, "orders", ORDERS);
        command();
        if (page.equals("from-serverless-offline")) packageService();
    }

    /// What `serverless package` leaves.
    private void packageService() throws IOException {
        var left = Files.createDirectories(directory.resolve(".serverless"));
        Files.writeString(left.resolve("cloudformation-template-update-stack.json"), """
                {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
                  "ServerlessDeploymentBucket": {"Type": "AWS::S3::Bucket"},
                  "HelloLambdaFunction": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Code": {"S3Bucket": {"Ref": "ServerlessDeploymentBucket"},
                      "S3Key": "serverless/shop/dev/1760000000000-2025-10-09T08:53:20.000Z/shop.zip"},
                    "FunctionName": "shop-dev-hello", "Handler": "hello.handler", "Runtime": "nodejs22.x",
                    "MemorySize": 1024, "Timeout": 30, "Role": "arn:aws:iam::000000000000:role/shop-dev"}}}}
                """);
        try (var zip = new ZipOutputStream(Files.newOutputStream(left.resolve("shop.zip")))) {
            zip.putNextEntry(new ZipEntry("hello.js"));
            zip.write(HELLO.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The command, as the launcher would start it.
    private void command() throws IOException {
        var bin = Files.createDirectories(directory.resolve("bin"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = Files.writeString(bin.resolve("samovar"), """
                #!/bin/sh
                exec '%s' -Duser.timezone=UTC -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
                  --sun-misc-unsafe-memory-access=allow -Djava.io.tmpdir='%s' -cp '%s' %s "$@"
                """.formatted(
                java, Files.createDirectories(directory.resolve("tmp")), Packages.classPath(), Main.class.getName()));
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }
}
