package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small print of Lambda's Ruby runtimes: with namespaces, without, and in a sandbox.
///
/// Source: AWS Lambda developer guide, "Building Lambda functions with Ruby", and Lambda's runtime client for Ruby.
@ParameterizedClass
@EnumSource
@TestInstance(Lifecycle.PER_CLASS)
final class RubyTest {
    private final ScriptHost host = new ScriptHost();

    @TempDir
    Path directory;

    @Parameter
    Confinement confinement = Confinement.NAMESPACES;

    @BeforeAll
    static void needsRuby() {
        Tool.RUBY.path();
    }

    @AfterAll
    void close() {
        host.close();
    }

    private FunctionRuntime runtime() {
        return host.runtime(confinement);
    }

    private NodeFunction function() {
        return host.function(confinement, "ruby3.4", directory);
    }

    private NodeFunction function(String app) {
        return function().file("app.rb", app);
    }

    private NodeFunction handler(String body) {
        return function("def handler(event:, context:)\n" + body.indent(2) + "end\n");
    }

    // --- handlers and answers

    @Test
    void callsAMethodOfAFile() {
        assertThat(handler("{ doubled: event['n'] * 2, self: self.class.name }").answer("{\"n\":21}"))
                .isEqualTo("{\"doubled\":42,\"self\":\"LambdaHandler\"}");
    }

    @Test
    void callsAMethodOfAClassOfAModule() {
        var function = function().handler("lib/app.Shop::Orders.total").file("lib/app.rb", """
                        module Shop
                          class Orders
                            def self.total(event:, context:) = event.sum
                          end
                        end
                        """);

        assertThat(function.answer("[1,2,3]")).isEqualTo("6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nil|null",
                "'tea'|\"tea\"",
                "[1, 2.5, true, :symbol]|[1,2.5,true,\"symbol\"]",
                "{ 1 => Time.at(0).utc }|{\"1\":\"1970-01-01 00:00:00 UTC\"}",
                "'\u00fc'|\"\u00fc\"",
                "StringIO.new('as it is')|as it is",
                "IO.popen('echo piped')|`piped\n`",
                "Class.new { def to_json(*); '{\"by\":\"itself\"}'; end }.new|{\"by\":\"itself\"}",
            })
    void answersWith(String expression, String answer) {
        assertThat(handler(expression).answer()).isEqualTo(answer);
    }

    @Test
    void letsFunctionsReplaceTheMarshaller() {
        var function = function("""
                class AwsLambda::Marshaller
                  def self.marshall_request(request) = [request['content-type'], request.body]
                  def self.marshall_response(response) = "<#{response}>"
                end
                def handler(event:, context:) = event.join(' ')
                """);

        assertThat(function.answer("{\"a\":1}")).isEqualTo("<application/json {\"a\":1}>");
    }

    @Test
    void requiresWhatThePackageAndLayersBring() {
        var function = function()
                .file("app.rb", """
                        require 'helper'
                        require_relative 'beside'
                        require 'of_layer'
                        require 'of_gem'
                        require 'of_bundle'
                        def handler(event:, context:) = [HELPER, BESIDE, OF_LAYER, OF_GEM, OF_BUNDLE]
                        """)
                .file("helper.rb", "HELPER = 1")
                .file("beside.rb", "BESIDE = 2")
                .file("vendor/bundle/ruby/3.4.0/gems/of_bundle-1.0/lib/of_bundle.rb", "OF_BUNDLE = 5")
                .file("vendor/bundle/ruby/3.4.0/specifications/of_bundle-1.0.gemspec", gem("of_bundle"))
                .layerFile("ruby/lib/of_layer.rb", "OF_LAYER = 3")
                .layerFile("ruby/gems/3.4.0/gems/of_gem-1.0/lib/of_gem.rb", "OF_GEM = 4")
                .layerFile("ruby/gems/3.4.0/specifications/of_gem-1.0.gemspec", gem("of_gem"));

        assertThat(function.answer()).isEqualTo("[1,2,3,4,5]");
    }

    private static String gem(String name) {
        return "Gem::Specification.new do |s|\n s.name = '" + name
                + "'\n s.version = '1.0'\n s.summary = 's'\n s.authors = ['a']\n s.files = ['lib/" + name
                + ".rb']\n s.require_paths = ['lib']\nend\n";
    }

    @Test
    void tellsOfTheInvocation() {
        var function = handler("""
                [context.function_name, context.function_version, context.memory_limit_in_mb,
                 context.aws_request_id.length, context.invoked_function_arn.split(':').last,
                 context.log_group_name, context.log_stream_name.include?('[$LATEST]'),
                 context.client_context, context.identity, context.tenant_id,
                 context.get_remaining_time_in_millis.between?(1, 30_001), context.deadline_ms > 0]
                """);

        assertThat(function.answer())
                .isEqualTo("[\"" + function.name() + "\",\"$LATEST\",\"128\",36,\"" + function.name()
                        + "\",\"/aws/lambda/" + function.name() + "\",true,null,null,null,true,true]");
    }

    @Test
    void hasLambdasVariablesAndDirectory() {
        var function = handler("""
                [Dir.pwd, ENV['AWS_EXECUTION_ENV'], ENV['MINE'], ENV['TZ'], ENV['SAMOVAR_TOKEN'], ENV['_HANDLER'],
                 ENV['MINE'].encoding.to_s, Encoding.default_external.to_s, $stdout.sync, defined?(Net::HTTP),
                 ENV['AWS_LAMBDA_RUNTIME_API']]
                """).with(spec -> spec.environment(Map.of("MINE", "ü")));

        var answer = function.answer();
        assertThat(answer)
                .endsWith(",\"AWS_Lambda_ruby3.4\",\"ü\",\":UTC\",null,\"app.handler\",\"UTF-8\",\"UTF-8\",true,"
                        + "\"constant\",\"127.0.0.1:9001\"]");
        if (confinement != Confinement.GROUPS) assertThat(answer).startsWith("[\"/var/task\",");
    }

    // --- errors

    @Test
    void answersAndLogsAnErrorAndServesOn() {
        var function = function("""
                class Shortage < StandardError; end
                def order
                  raise Shortage, 'no tea'
                end
                def handler(event:, context:) = order
                """);

        var fault = function.fault();
        assertThat(fault.payload().text())
                .matches("\\{\"errorMessage\":\"no tea\",\"errorType\":\"Function<Shortage>\",\"stackTrace\":\\["
                        + "\"/var/task/app.rb:3:in ['`](Object#)?order'\","
                        + "\"/var/task/app.rb:5:in ['`](Object#)?handler'\"]}");
        assertThat(fault.errorType()).isEqualTo("Function<UserException>");
        assertThat(function.log()).first().isEqualTo("Error raised from handler method");
        assertThat(function.log().get(1)).startsWith("{\n  \"errorMessage\": \"no tea\",\n");
        assertThat(initialisations(function)).isOne();
        function.fault();
        assertThat(initialisations(function)).isOne();
    }

    private static long initialisations(NodeFunction function) {
        return function.events().stream()
                .filter(line -> line.contains("Init Duration"))
                .count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no_such_thing|Function<NameError>",
                "nil.no_such_thing|Function<NoMethodError>",
                "exit|Function<SystemExit>",
                "raise Exception, 'x'|Function<Exception>",
                "raise NotImplementedError|Function<NotImplementedError>",
                "def again = again; again|Function<SystemStackError>",
                "raise Interrupt|Function<Interrupt>",
                "Process.kill(:TERM, Process.pid); sleep|Function<SignalException>",
            })
    void endsTheProcessAfterACriticalError(String body, String errorType) {
        var function = handler("if event['go']\n  " + body + "\nend\n($count = $count.to_i + 1)");

        assertThat(function.answer()).isEqualTo("1");
        assertThat(function.fault("{\"go\":1}").payload().text()).contains("\"errorType\":\"" + errorType + "\"");
        assertThat(function.log()).contains("Critical exception from handler");
        assertThat(function.answer()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.none|Function<NoMethodError>|undefined method",
                "app.None.handler|Function<NameError>|uninitialized constant Kernel::None",
                "app.handler|Function<ArgumentError>|wrong number of arguments",
            })
    void tellsWhatIsWrongWithAHandlerWhenItIsCalled(String handler, String errorType, String message) {
        var body =
                function("def handler = 1").handler(handler).fault().payload().text();

        assertThat(body).contains("\"errorType\":\"" + errorType + "\"").contains("\"errorMessage\":\"" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.handler||Init<LoadError>|cannot load such file -- none",
                "handler||Init<ArgumentError>|Invalid handler [\\\"handler\\\"], must be of form FILENAME.METHOD",
                "app.handler|raise 'not today'|Init<RuntimeError>|not today",
                "app.handler|def handler(|Init<SyntaxError>|/var/task/app.rb:1",
                "app.handler|exit 3|Init<SystemExit>|exit",
            })
    void tellsWhyItCouldNotBeLoaded(String handler, @Nullable String app, String errorType, String message) {
        var function = function(app == null ? "" : app).handler(handler);

        var body = function.fault().payload().text();
        assertThat(body).contains("\"errorType\":\"" + errorType + "\"");
        if (confinement != Confinement.GROUPS || !message.startsWith("/"))
            assertThat(body).contains(message);
        assertThat(function.log()).first().isEqualTo("Init error when loading handler ");
    }

    @ParameterizedTest
    @CsvSource({
        "exit!(3),with error: exit status 3",
        "exit!(0),without providing a reason",
        "'Process.kill(:KILL, Process.pid)',with error: signal: killed",
        "'Process.kill(:SEGV, Process.pid); sleep',with error: signal: aborted",
    })
    void tellsHowTheProcessEnded(String body, String reason) {
        var function = handler("if event['go']\n" + body + "\nend\n'served'");

        var invocation = function.invoke("{\"go\":1}");
        assertThat(function.faultOf(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + invocation.requestId() + " Error: Runtime exited " + reason + "\"}");
        assertThat(function.answer()).isEqualTo("\"served\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loop { }",
                "loop { begin; sleep 0.01; rescue Exception; end }",
                "(1..50).map { Thread.new { sleep 60 } }.each(&:join)",
                "Process.kill(:STOP, Process.pid); sleep 60",
                "'a' * 10 while true",
            })
    void answersAtTheDeadline(String body) {
        var function = handler("if event['go']\n" + body + "\nend\n'served'")
                .with(spec -> spec.timeout(Duration.ofSeconds(2)));

        assertThat(function.fault("{\"go\":1}").errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(function.answer()).isEqualTo("\"served\"");
        await().until(() -> runtime().snapshot().quarantined() == 0);
    }

    // --- logs

    @Test
    void logsMessagesWholeAndOutputByLines() {
        var function = handler("""
                puts "one\\nmessage"
                puts ['a', ['b']]
                $stdout.puts "two\\nlines"
                $stderr.puts "an error"
                print "printed"
                nil
                """);

        function.answer();
        assertThat(function.log()).containsExactly("one\nmessage", "a\nb", "two", "lines", "an error", "printed");
    }

    @Test
    void logsWithTheIdOfTheInvocation() {
        var function = handler("""
                logger = Logger.new($stdout)
                logger.warn('low on tea')
                Logger.new($stdout, progname: 'shop', level: :error, formatter: proc { |*all| all.last }).error('mine')
                Logger.new(StringIO.new).error('elsewhere')
                nil
                """);

        var invocation = function.invoke("{}");
        function.answerOf(invocation);
        assertThat(function.log()).hasSize(2);
        assertThat(function.log().getFirst())
                .matches("W, \\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6} #\\d+]  WARN "
                        + invocation.requestId() + " -- : low on tea");
        assertThat(function.log().getLast()).isEqualTo("mine");
    }

    @Test
    void logsObjectsWhereThatIsConfigured() {
        var function =
                handler("""
                logger = Logger.new($stdout, progname: 'shop')
                logger.info('below')
                logger.warn("low on \\xFFtea")
                begin; raise ArgumentError, 'spilt'; rescue => e; logger.error(e); end
                nil
                """).with(spec -> spec.logging(new LoggingConfig(LogFormat.JSON, LogLevel.WARN, null, null)));

        var invocation = function.invoke("{}");
        function.answerOf(invocation);
        var lines = function.log();
        assertThat(lines).hasSize(2);
        var warning = NodeFunction.json(lines.getFirst());
        assertThat(warning.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(warning.get("level").asString()).isEqualTo("WARN");
        assertThat(warning.get("message").asString()).isEqualTo("low on \ufffdtea");
        assertThat(warning.get("requestId").asString())
                .isEqualTo(invocation.requestId().toString());
        assertThat(warning.get("logger").asString()).isEqualTo("shop");
        var error = NodeFunction.json(lines.getLast());
        assertThat(error.get("errorType").asString()).isEqualTo("ArgumentError");
        assertThat(error.get("errorMessage").asString()).isEqualTo("spilt");
        assertThat(error.get("location").asString()).contains("app.rb:5");
    }

    // --- what functions do to Ruby

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def format(*) = raise('mine'); Logger.new($stdout).info('hello')",
                "def exit(*) = raise('mine')",
                "def puts(*) = raise('mine')",
                "$, = ','",
                "at_exit { raise 'late' }",
                "$stdout = StringIO.new",
            })
    void servesOnWithRubyAsTheFunctionMadeIt(String change) {
        var function = handler(
                "if event['raise'] then raise 'spilt' end\neval(event['change'], TOPLEVEL_BINDING) if event['change']\n1");

        assertThat(function.answer("{\"change\":\"" + change + "\"}")).isEqualTo("1");
        assertThat(function.fault("{\"raise\":1}").payload().text())
                .contains("\"errorType\":\"Function<RuntimeError>\"");
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void answersErrorsThatCannotBeRead() {
        var function = function("""
                class Silent < StandardError; def message = raise(Exception, 'no'); end
                def handler(event:, context:) = raise(Silent)
                """);

        assertThat(function.fault().payload().text())
                .startsWith("{\"errorMessage\":\"Silent\",\"errorType\":\"Function<Silent>\"");
    }

    @Test
    void keepsItsLogWhenAForkIsKilledThatWrites() {
        var function = handler("""
                if event['fork']
                  pid = fork { puts 'x' * 1_000_000 while true }
                  sleep 0.05
                  Process.kill(:KILL, pid)
                  Process.wait(pid)
                end
                puts "served #{event['n']}"
                """);

        function.answer("{\"fork\":1,\"n\":1}");
        function.answer("{\"n\":2}");
        assertThat(function.log()).contains("served 2");
    }

    @Test
    void requiresWhatRubysOptionsName() {
        var function = handler("[BEFORE, $LOAD_PATH.first]")
                .file("before.rb", "BEFORE = 1")
                .with(spec -> spec.environment(Map.of("RUBYOPT", "-r./before")));

        assertThat(function.answer()).startsWith("[1,\"");
    }

    // --- the host

    @Test
    void tellsWhatIsMissingForRuby() {
        try (var runtime = Samovar.builder().isolation(confinement.isolation()).build()) {
            var spec = FunctionSpec.of("f", new RuntimeId("ruby3.4"), new Code.OnDisk(directory))
                    .handler("app.handler");

            assertThatThrownBy(() -> runtime.create(spec))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("Ruby functions need a Ruby from 3.1 on on this machine")
                    .hasMessageContaining("ChildProcesses.launcher()");
        }
    }

    // --- processes

    @Test
    void runsWrapperScriptsBeforeRuby() {
        var function = handler(
                        "[ENV['WRAPPED'], ENV['MINE'], ENV['SAMOVAR_TOKEN'], Dir.pwd == ENV['LAMBDA_TASK_ROOT']]")
                .file("wrap", "#!/bin/bash\nexport WRAPPED=\"by $(basename $0)\"\nexec \"$@\"\n")
                .executable("wrap")
                .with(spec -> spec.environment(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrap", "MINE", "yes")));

        assertThat(function.answer()).isEqualTo("[\"by wrap\",\"yes\",null,true]");
    }

    @Test
    void tellsOfAWrapperThatIsNotThere() {
        var function = handler("1").with(spec -> spec.environment(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/none")));

        assertThat(function.fault().payload().text()).contains("Runtime exited with error: exit status 127");
        assertThat(function.log()).first().asString().startsWith("/opt/none: No such file or directory");
    }

    @Test
    void isNotAnsweredByAForkThatReturns() {
        var function = handler("""
                child = fork { puts 'in a block' }
                Process.wait(child)
                child = fork
                return 'by the fork' unless child
                [Process.wait2(child).last.exitstatus, `echo out`.chomp, 'by the function']
                """);

        for (int round = 0; round < 2; round++)
            assertThat(function.answer()).isEqualTo("[0,\"out\",\"by the function\"]");
        assertThat(function.log()).contains("in a block");
    }

    @Test
    void servesAnEventOfSixMegabytes() {
        var function = handler("event.length");

        assertThat(function.answer("\"" + "x".repeat(6_000_000) + "\"")).isEqualTo("6000000");
    }
}
