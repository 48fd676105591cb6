package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LogType;
import dev.samovar.api.LoggingConfig;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What Lambda's Node.js runtimes of every version do, whatever engine runs them. A test for an engine and
/// a version extends what is special to the version.
///
/// Sources: AWS Lambda developer guide, "Building Lambda functions with Node.js" and the chapters below it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodeContract {
    private final String engine;
    private final String runtime;
    private final LogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());
    private @Nullable FunctionRuntime made;
    private int functions;

    @TempDir
    Path directory;

    NodeContract(String engine, String runtime) {
        this.engine = engine;
        this.runtime = runtime;
    }

    /// Has a runtime have the engine.
    abstract Samovar with(Samovar builder);

    @BeforeAll
    final void begin() {
        made = with(Samovar.builder()
                        .isolation(Isolation.IN_PROCESS)
                        .initLimit(Duration.ofMinutes(1))
                        .logs(logs))
                .build();
    }

    @AfterAll
    final void end() {
        door().close();
    }

    final FunctionRuntime door() {
        return Objects.requireNonNull(made);
    }

    // --- functions and what they answer

    /// A function of one file, `index.js`.
    final String function(String script) {
        return function(Map.of("index.js", script), "index.handler");
    }

    final String function(Map<String, String> files, String handler) {
        return function(files, spec -> spec.handler(handler));
    }

    final String function(Map<String, String> files, UnaryOperator<FunctionSpec> change) {
        var name = "f" + functions++;
        var spec = NodeFunctions.function(directory.resolve(name), name, files)
                .runtime(runtime)
                .engine(engine)
                .timeout(Duration.ofSeconds(20));
        door().create(change.apply(spec));
        return name;
    }

    final Invocation invoke(String function, String event) {
        return door().invoke(InvocationRequest.of(FunctionRef.parse(function), Event.json(event))
                .logType(LogType.TAIL));
    }

    /// What a function of one file answers.
    final String answer(String script) {
        return answerOf(function(script));
    }

    final String answerOf(String function) {
        return invoke(function, "{}").orThrow().text();
    }

    /// What a function of one file fails with.
    final Fault fault(String script) {
        return faultOf(function(script));
    }

    final Fault faultOf(String function) {
        return faultOf(function, "{}");
    }

    final Fault faultOf(String function, String event) {
        var result = invoke(function, event).result();
        assertThat(result).isInstanceOf(Failed.class);
        return ((Failed) result).fault();
    }

    /// The lines of a function's own in the log of an invocation.
    final List<String> lines(String function) {
        return lines(invoke(function, "{}"));
    }

    static List<String> lines(Invocation invocation) {
        var lines = new ArrayList<String>();
        for (var line : invocation.logTail().orElseThrow().split("\n"))
            if (!line.matches("(START|END|REPORT|INIT_START|INIT_REPORT) .*")) lines.add(line);
        return lines;
    }

    /// All that is in the log of a function that is invoked once, what it wrote while it was loaded too.
    final List<String> allLines(String function) {
        invoke(function, "{}");
        var group = "/aws/lambda/" + function;
        return logs.streams(group).stream()
                .flatMap(stream -> logs.events(group, stream).stream())
                .map(LogEvent::message)
                .toList();
    }

    // --- the handler's name

    @Test
    final void findsTheHandlerByItsFileAndExport() {
        assertThat(answerOf(function(Map.of("app.js", "exports.run = async () => 'found'"), "app.run")))
                .isEqualTo("\"found\"");
    }

    @Test
    final void findsANestedExportAndSplitsTheFileAtTheFirstDot() {
        assertThat(answerOf(function(
                        Map.of("index.js", "exports.api = { v1: { get: async () => 'nested' } }"), "index.api.v1.get")))
                .isEqualTo("\"nested\"");
    }

    @Test
    final void findsAHandlerInADirectory() {
        assertThat(answerOf(function(
                        Map.of("src/lambda/app.js", "exports.handler = async () => __filename"),
                        "src/lambda/app.handler")))
                .isEqualTo("\"/var/task/src/lambda/app.js\"");
    }

    @Test
    final void refusesANameThatLeavesThePackage() {
        var fault = faultOf(function(Map.of("index.js", ""), "../index.handler"));

        assertThat(fault.errorType()).isEqualTo("Runtime.MalformedHandlerName");
        assertThat(fault.errorMessage())
                .isEqualTo("'../index.handler' is not a valid handler name. Use absolute paths when specifying root"
                        + " directories in handler names.");
    }

    @Test
    final void refusesANameWithoutAnExport() {
        var fault = faultOf(function(Map.of("index.js", ""), "index"));

        assertThat(fault.errorType()).isEqualTo("Runtime.MalformedHandlerName");
        assertThat(fault.errorMessage()).isEqualTo("Bad handler");
    }

    @Test
    final void namesAnExportThatIsMissing() {
        var fault = fault("exports.other = async () => {}");

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("Runtime.HandlerNotFound");
        assertThat(fault.errorMessage()).isEqualTo("index.handler is undefined or not exported");
    }

    @Test
    final void namesAnExportThatIsNoFunction() {
        var fault = fault("exports.handler = 'tea'");

        assertThat(fault.errorType()).isEqualTo("Runtime.HandlerNotFound");
        assertThat(fault.errorMessage()).isEqualTo("index.handler is not a function");
    }

    // --- the file

    @Test
    final void importsAModuleByItsExtension() {
        assertThat(answerOf(function(
                        Map.of("index.mjs", "export const handler = async () => import.meta.url"), "index.handler")))
                .isEqualTo("\"file:///var/task/index.mjs\"");
    }

    @Test
    final void importsAModuleOfAModulePackage() {
        assertThat(answerOf(function(
                        Map.of(
                                "package.json", "{\"type\": \"module\"}",
                                "index.js", "export const handler = async () => typeof require"),
                        "index.handler")))
                .isEqualTo("\"undefined\"");
    }

    @Test
    final void requiresACommonJsFileOfAModulePackage() {
        assertThat(answerOf(function(
                        Map.of(
                                "package.json", "{\"type\": \"module\"}",
                                "index.cjs", "exports.handler = async () => typeof require"),
                        "index.handler")))
                .isEqualTo("\"function\"");
    }

    @Test
    final void findsAHandlerInAPackageOfNodeModules() {
        assertThat(answerOf(function(
                        Map.of("node_modules/wrapper/index.js", "exports.handler = async () => 'wrapped'"),
                        "wrapper/index.handler")))
                .isEqualTo("\"wrapped\"");
    }

    @Test
    final void awaitsTheTopLevelOfAModule() {
        assertThat(answerOf(function(
                        Map.of(
                                "index.mjs",
                                "const made = await new Promise((r) => setTimeout(() => r('made'), 20));\n"
                                        + "export const handler = async () => made"),
                        "index.handler")))
                .isEqualTo("\"made\"");
    }

    @Test
    final void usesLibrariesOfThePackage() {
        assertThat(answerOf(function(
                        Map.of(
                                "index.js", "exports.handler = async () => require('tea').brew()",
                                "node_modules/tea/package.json", "{\"main\": \"lib/brew.js\"}",
                                "node_modules/tea/lib/brew.js", "exports.brew = () => 'brewed'"),
                        "index.handler")))
                .isEqualTo("\"brewed\"");
    }

    @Test
    final void usesLibrariesOfLayers() {
        var layer = directory.resolve("layer");
        NodeFunctions.write(
                layer, Map.of("nodejs/node_modules/tea/index.js", "exports.brew = () => 'brewed in ' + __dirname"));
        var function = function(
                Map.of("index.js", "exports.handler = async () => require('tea').brew()"),
                spec -> spec.handler("index.handler").layers(List.of(new Code.OnDisk(layer))));

        assertThat(answerOf(function)).isEqualTo("\"brewed in /opt/nodejs/node_modules/tea\"");
    }

    @Test
    final void namesAModuleThatIsMissing() {
        var fault = fault("const missing = require('no-such-library'); exports.handler = async () => {}");

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("Runtime.ImportModuleError");
        assertThat(fault.errorMessage())
                .startsWith("Error: Cannot find module 'no-such-library'\nRequire stack:\n- /var/task/index.js");
        assertThat(fault.payload().text())
                .startsWith("{\"errorType\":\"Runtime.ImportModuleError\",\"errorMessage\":\"Error: Cannot find");
    }

    @Test
    final void namesAPackageWithoutTheHandlersFile() {
        var fault = faultOf(function(Map.of("other.js", ""), "index.handler"));

        assertThat(fault.errorType()).isEqualTo("Runtime.ImportModuleError");
        assertThat(fault.errorMessage()).contains("Cannot find ").contains("index");
    }

    @Test
    final void tellsOfASyntaxError() {
        var fault = fault("exports.handler = async () => {");

        assertThat(fault.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(fault.errorMessage()).startsWith("SyntaxError: ");
    }

    @Test
    final void tellsOfAnErrorThrownWhileLoading() {
        var function = function("throw new TypeError('no kettle')");
        var invocation = invoke(function, "{}");
        var fault = ((Failed) invocation.result()).fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("TypeError");
        assertThat(fault.errorMessage()).isEqualTo("no kettle");
        assertThat(fault.payload().text()).contains("at Object.<anonymous> (/var/task/index.js:1:");
        assertThat(fault.payload().text()).doesNotContain("/var/runtime");
    }

    /// How one fails that throws while it is loaded what nobody catches.
    final Fault faultOfATimerWhileLoading() {
        return faultOf(function(
                Map.of(
                        "index.mjs",
                        "setTimeout(() => { throw new RangeError('boiled over') }, 1);\n"
                                + "await new Promise((r) => setTimeout(r, 1000));\nexport const handler = async () => 1"),
                "index.handler"));
    }

    @Test
    final void tellsOfAnExitWhileLoading() {
        var fault = fault("process.exit(5)");

        assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault.errorMessage()).endsWith("Runtime exited with error: exit status 5");
    }

    // --- results

    @Test
    final void answersWhatThePromiseBecomes() {
        assertThat(answer("exports.handler = async (event) => ({ tea: [1, 'two', null] })"))
                .isEqualTo("{\"tea\":[1,\"two\",null]}");
        assertThat(answer("exports.handler = () => new Promise((r) => setTimeout(() => r('later'), 10))"))
                .isEqualTo("\"later\"");
        assertThat(answer("exports.handler = () => ({ then: (resolve) => resolve('thenable') })"))
                .isEqualTo("\"thenable\"");
    }

    @Test
    final void answersNullForUndefined() {
        assertThat(answer("exports.handler = async () => undefined")).isEqualTo("null");
        assertThat(answer("exports.handler = async () => (() => {})")).isEqualTo("null");
    }

    @Test
    final void throwsWhatIsThrownAtOnce() {
        assertThat(fault("exports.handler = () => { throw new RangeError('hot') }")
                        .errorType())
                .isEqualTo("RangeError");
    }

    /// A function that answers how often its environment was asked, or throws in a timer where nobody
    /// catches it.
    final String countsAndFailsLater() {
        return function("""
                let n = 0;
                exports.handler = async (event) => {
                  n++;
                  if (event.fail) { setTimeout(() => { throw new RangeError('fell') }, 1); await new Promise((r) => setTimeout(r, 1000)) }
                  return n;
                }""");
    }

    /// A function that answers how often its environment was asked, or something that is no JSON.
    final String countsAndAnswersNoJson() {
        return function("""
                let n = 0;
                exports.handler = async (event) => { const o = { n: ++n }; if (event.fail) o.o = o; return o; }""");
    }

    /// What a streaming handler fails with that is not asynchronous, and one that does not end its stream.
    final List<Fault> faultsOfStreams() {
        return List.of(
                StreamedAnswer.of(
                                door(),
                                function("exports.handler = awslambda.streamifyResponse((e, s) => { s.end('x') })"))
                        .fault()
                        .orElseThrow(),
                StreamedAnswer.of(door(), function("exports.handler = awslambda.streamifyResponse(async () => {})"))
                        .fault()
                        .orElseThrow());
    }

    @Test
    final void refusesOtherKindsOfStreaming() {
        var fault = fault("""
                exports.handler = async () => {};
                exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] = 'request';""");

        assertThat(fault.errorType()).isEqualTo("Runtime.MalformedStreamingHandler");
        assertThat(fault.errorMessage()).isEqualTo("Only response streaming is supported.");
    }

    @Test
    final void givesTheEventAsItIs() {
        var function = function("exports.handler = async (event) => event");

        assertThat(invoke(function, "{\"a\":[1,{\"b\":\"\u00fc\ud83c\udf75\"}],\"n\":1.5e3}")
                        .orThrow()
                        .text())
                .isEqualTo("{\"a\":[1,{\"b\":\"\u00fc\ud83c\udf75\"}],\"n\":1500}");
        assertThat(invoke(function, "\"text\"").orThrow().text()).isEqualTo("\"text\"");
        assertThat(invoke(function, "null").orThrow().text()).isEqualTo("null");
    }

    @Test
    final void takesAndAnswersSixMebibytes() {
        var function = function("exports.handler = async (event) => event");
        var large = "\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\"";

        assertThat(invoke(function, large).orThrow().text()).isEqualTo(large);
    }

    // --- errors

    @Test
    final void answersWhatWasThrown() {
        var fault = fault("""
                class TeaError extends Error { constructor(m) { super(m); this.name = 'TeaError'; this.code = 'E_TEA'; } }
                exports.handler = async () => { throw new TeaError('cold') };""");

        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo("TeaError");
        assertThat(fault.errorMessage()).isEqualTo("cold");
        assertThat(fault.payload().text())
                .matches("\\{\"errorType\":\"TeaError\",\"errorMessage\":\"cold\",\"trace\":\\[\"(Tea)?Error: cold\","
                        + "\"    at [^\"]*/var/task/index\\.js:2:\\d+\\)?\".*]}");
    }

    @Test
    final void showsTheFunctionsFramesAndNoneOfTheRuntimes() {
        var trace = fault("""
                function brew() { throw new Error('x'); }
                exports.handler = async () => brew();""").payload().text();

        assertThat(trace).contains("at brew (/var/task/index.js:1:25)").contains("/var/task/index.js:2:");
        assertThat(trace)
                .doesNotContain("/var/runtime")
                .doesNotContain("samovar")
                .doesNotContain("lambda/");
    }

    @Test
    final void answersWhatIsNoErrorByItsType() {
        assertThat(fault("exports.handler = async () => { throw 'tea' }")
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"string\",\"errorMessage\":\"tea\",\"trace\":[]}");
        assertThat(fault("exports.handler = async () => { throw { a: 1 } }")
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"object\",\"errorMessage\":\"[object Object]\",\"trace\":[]}");
    }

    @Test
    final void takesWhatLooksLikeAnErrorForOne() {
        assertThat(fault("exports.handler = async () => { throw { name: 'N', message: 'm', stack: 's' } }")
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"N\",\"errorMessage\":\"m\",\"trace\":[\"s\"]}");
    }

    @Test
    final void logsWhatWasThrown() {
        var lines = lines(function("""
                exports.handler = async () => { throw Object.assign(new Error('cold'), { code: 'E_TEA', cups: 2 }) };"""));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t[0-9a-f-]{36}\tERROR\tInvoke Error \t"
                        + "\\{\"errorType\":\"Error\",\"errorMessage\":\"cold\",\"code\":\"E_TEA\",\"cups\":2,"
                        + "\"stack\":\\[\"Error: cold\",.*]}");
    }

    @Test
    final void staysWarmAfterAnError() {
        var function = function(
                "let n = 0; exports.handler = async (e) => { n++; if (e.fail) throw new Error('x'); return n; }");

        invoke(function, "{}");
        invoke(function, "{\"fail\":true}");
        assertThat(answerOf(function)).isEqualTo("3");
    }

    @Test
    final void tellsOfAnExit() {
        var function = function("exports.handler = async (event) => { process.exit(event.status) }");
        var three = invoke(function, "{\"status\":3}");
        var zero = invoke(function, "{\"status\":0}");

        assertThat(three.result()).isInstanceOf(Failed.class);
        assertThat(((Failed) three.result()).fault().payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + three.requestId()
                        + " Error: Runtime exited with error: exit status 3\"}");
        assertThat(((Failed) zero.result()).fault().errorMessage())
                .isEqualTo("RequestId: " + zero.requestId() + " Error: Runtime exited without providing a reason");
    }

    @Test
    final void initialisesAgainAfterAnExit() {
        var function =
                function("let n = 0; exports.handler = async (e) => { if (e.exit) process.exit(1); return ++n; }");

        invoke(function, "{}");
        invoke(function, "{\"exit\":true}");
        assertThat(answerOf(function)).isEqualTo("1");
    }

    // --- context

    @Test
    final void tellsTheContext() {
        var function = function(
                Map.of("index.js", """
                exports.handler = async (event, context) => [context.functionName, context.functionVersion,
                  context.memoryLimitInMB, context.logGroupName, context.invokedFunctionArn, context.identity === undefined,
                  context.clientContext === undefined, context.tenantId === undefined]"""), spec -> spec.handler("index.handler").memoryMb(256));

        assertThat(answerOf(function))
                .isEqualTo("[\"" + function + "\",\"$LATEST\",\"256\",\"/aws/lambda/" + function
                        + "\",\"arn:aws:lambda:us-east-1:000000000000:function:" + function + "\",true,true,true]");
    }

    @Test
    final void tellsTheRequestAndTheTimeThatIsLeft() {
        var invocation = invoke(function("""
                exports.handler = async (event, context) => {
                  const first = context.getRemainingTimeInMillis();
                  await new Promise((r) => setTimeout(r, 30));
                  const left = context.getRemainingTimeInMillis();
                  return [context.awsRequestId, Number.isInteger(left), left < first, left > 0 && left <= 20000,
                    /^\\d{4}\\/\\d\\d\\/\\d\\d\\/\\[\\$LATEST\\][0-9a-f]{32}$/.test(context.logStreamName)];
                }"""), "{}");

        assertThat(invocation.orThrow().text()).isEqualTo("[\"" + invocation.requestId() + "\",true,true,true,true]");
    }

    @Test
    final void readsTheClientContext() {
        var function = function("exports.handler = async (event, context) => context.clientContext.custom.tea");
        var answer = door().invoke(InvocationRequest.of(FunctionRef.parse(function), Event.EMPTY)
                .clientContext("{\"custom\":{\"tea\":\"green\"}}"));

        assertThat(answer.orThrow().text()).isEqualTo("\"green\"");
    }

    // --- surroundings

    @Test
    final void setsLambdasVariables() {
        var function = function("""
                const names = ['_HANDLER', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR', 'TZ',
                  'LANG', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION',
                  'AWS_LAMBDA_INITIALIZATION_TYPE', 'PWD'];
                exports.handler = async () => names.map((name) => process.env[name])""");

        assertThat(answerOf(function))
                .isEqualTo("[\"index.handler\",\"us-east-1\",\"AWS_Lambda_" + runtime
                        + "\",\"/var/task\",\"/var/runtime\",\":UTC\",\"en_US.UTF-8\",\"" + function
                        + "\",\"128\",\"$LATEST\",\"on-demand\",\"/var/task\"]");
    }

    @Test
    final void showsNoVariableOfTheHost() {
        assertThat(
                        answer(
                                "exports.handler = async () => Object.keys(process.env).filter((n) => /JAVA|SAMOVAR|HOME/.test(n))"))
                .isEqualTo("[]");
    }

    @Test
    final void setsTheTraceHeaderOfEachInvocation() {
        var function = function("exports.handler = async () => process.env._X_AMZN_TRACE_ID");
        var header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var answer = door().invoke(InvocationRequest.of(FunctionRef.parse(function), Event.EMPTY)
                .traceHeader(header));

        assertThat(answer.orThrow().text()).isEqualTo("\"" + header + "\"");
        assertThat(answerOf(function)).matches("\"Root=1-[0-9a-f]{8}-[0-9a-f]{24}.*\"");
    }

    @Test
    final void keepsChangesOfVariablesWhileItIsWarm() {
        var function = function("""
                exports.handler = async () => { const was = process.env.CUPS; process.env.CUPS = Number(was ?? 0) + 1; return was }""");

        assertThat(answerOf(function)).isEqualTo("null");
        assertThat(answerOf(function)).isEqualTo("\"1\"");
    }

    @Test
    final void runsInTheTaskRootWhichIsReadOnly() {
        assertThat(answer("""
                const fs = require('fs');
                exports.handler = async () => {
                  try { fs.writeFileSync('/var/task/x', ''); return 'written' } catch (e) { return [process.cwd(), e.code] }
                }""")).isEqualTo("[\"/var/task\",\"EROFS\"]");
    }

    @Test
    final void keepsFilesInTmp() {
        var function = function("""
                const fs = require('fs'), os = require('os'), path = require('path');
                exports.handler = async () => {
                  const file = path.join(os.tmpdir(), 'cups');
                  const cups = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) + 1 : 1;
                  fs.writeFileSync('/tmp/cups', String(cups));
                  return [cups, fs.readdirSync('/tmp')];
                }""");

        assertThat(answerOf(function)).isEqualTo("[1,[\"cups\"]]");
        assertThat(answerOf(function)).isEqualTo("[2,[\"cups\"]]");
    }

    // --- logs

    @Test
    final void logsTextWithTimeRequestAndLevel() {
        var function = function("""
                exports.handler = async () => {
                  console.log('a %s', 'b', { c: 1 });
                  console.trace('t'); console.debug('d'); console.info('i'); console.warn('w'); console.error('e');
                };""");
        var invocation = invoke(function, "{}");

        assertThat(lines(invocation).stream().map(line -> line.replaceFirst("^\\S+Z\t", "")))
                .containsExactly(
                        invocation.requestId() + "\tINFO\ta b { c: 1 }",
                        invocation.requestId() + "\tTRACE\tt",
                        invocation.requestId() + "\tDEBUG\td",
                        invocation.requestId() + "\tINFO\ti",
                        invocation.requestId() + "\tWARN\tw",
                        invocation.requestId() + "\tERROR\te");
    }

    @Test
    final void logsRawOutputUnchangedAndInOrder() {
        var events = allLines(function("""
                exports.handler = async () => {
                  process.stdout.write('one\\n'); console.log('two'); process.stderr.write('three\\nfour'); console.log('five');
                };"""));

        assertThat(events.stream()
                        .filter(line -> !line.matches("(?s)(START|END|REPORT|INIT_START) .*"))
                        .map(line -> line.replaceFirst("^.*\tINFO\t", "")))
                .containsExactly("one\n", "two\n", "three\n", "four", "five\n");
    }

    @Test
    final void keepsAMessageWithLineBreaksTogether() {
        var invocation = invoke(function("exports.handler = async () => console.log('one\\ntwo')"), "{}");

        assertThat(invocation.logTail().orElseThrow()).contains("\tINFO\tone\ntwo\n");
    }

    @Test
    final void logsJson() {
        var function = function(
                Map.of("index.js", """
                exports.handler = async () => {
                  console.log('text'); console.warn({ cups: 2 }); console.error('failed', new TypeError('cold'));
                  console.debug('not shown');
                };"""), spec -> spec.handler("index.handler").logging(LoggingConfig.JSON));
        var invocation = invoke(function, "{}");
        var own = lines(invocation).stream()
                .filter(line -> line.startsWith("{\"timestamp\""))
                .map(line -> line.replaceFirst("\"timestamp\":\"[^\"]+Z\",", ""))
                .toList();
        var id = "\"requestId\":\"" + invocation.requestId() + "\"";

        assertThat(own).hasSize(3);
        assertThat(own.get(0)).isEqualTo("{\"level\":\"INFO\"," + id + ",\"message\":\"text\"}");
        assertThat(own.get(1)).isEqualTo("{\"level\":\"WARN\"," + id + ",\"message\":{\"cups\":2}}");
        assertThat(own.get(2))
                .startsWith("{\"level\":\"ERROR\"," + id + ",\"message\":\"failed TypeError: cold")
                .contains("\"errorType\":\"TypeError\",\"errorMessage\":\"cold\",\"stackTrace\":[\"TypeError: cold\"");
    }

    @Test
    final void filtersJsonByLevel() {
        var logging = new LoggingConfig(LogFormat.JSON, LogLevel.ERROR, null, null);
        var function = function(
                Map.of("index.js", "exports.handler = async () => { console.warn('w'); console.error('e') }"),
                spec -> spec.handler("index.handler").logging(logging));

        assertThat(invoke(function, "{}").logTail().orElseThrow())
                .contains("\"message\":\"e\"")
                .doesNotContain("\"w\"");
    }

    // --- answers in pieces

    @Test
    final void streamsAnAnswer() {
        var answer = StreamedAnswer.of(door(), function("""
                exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
                  stream.setContentType('text/plain');
                  stream.write('one ');
                  await new Promise((r) => setTimeout(r, 10));
                  stream.write(Buffer.from('two '));
                  stream.end('three');
                });"""));

        assertThat(answer.contentType()).isEqualTo("text/plain");
        assertThat(answer.text()).isEqualTo("one two three");
        assertThat(answer.fault()).isEmpty();
    }

    @Test
    final void beginsAnHttpAnswerWithItsPrelude() {
        var answer = StreamedAnswer.of(door(), function("""
                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                  const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: 'b' } });
                  http.write('body'); http.end();
                });"""));

        assertThat(answer.contentType()).isEqualTo("application/vnd.awslambda.http-integration-response");
        assertThat(answer.text()).isEqualTo("{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}\0\0\0\0\0\0\0\0body");
    }

    @Test
    final void collectsAStreamForWhoWantsTheWhole() {
        assertThat(answer("""
                exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('a'); stream.end('b') })""")).isEqualTo("ab");
    }

    @Test
    final void streamsMoreThanAnyBufferHolds() {
        var answer = StreamedAnswer.of(door(), function("""
                const { pipeline } = require('stream/promises'), { Readable } = require('stream');
                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                  await pipeline(Readable.from((function* () { for (let i = 0; i < 100; i++) yield Buffer.alloc(100000, i) })()), stream);
                });"""));

        assertThat(answer.fault()).isEmpty();
        assertThat(answer.bytes()).hasSize(10_000_000);
        assertThat(answer.bytes()[9_999_999]).isEqualTo((byte) 99);
    }

    @Test
    final void endsAStreamWithTheErrorThatCameAfterItsBeginning() {
        var answer = StreamedAnswer.of(door(), function("""
                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                  await new Promise((r) => stream.write('begun', r));
                  throw new Error('spilled');
                })"""));

        assertThat(answer.text()).isEqualTo("begun");
        assertThat(answer.fault().orElseThrow().errorMessage()).isEqualTo("spilled");
    }

    @Test
    final void endsAStreamWhoseFunctionExits() {
        var answer = StreamedAnswer.of(door(), function("""
                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                  await new Promise((r) => stream.write('begun', r));
                  process.exit(7);
                })"""));

        assertThat(answer.text()).isEqualTo("begun");
        assertThat(answer.fault().orElseThrow().errorMessage()).endsWith("exit status 7");
    }

    @Test
    final void failsAStreamThatIsNotEnded() {
        var fault = StreamedAnswer.of(door(), function("exports.handler = awslambda.streamifyResponse(async () => {})"))
                .fault()
                .orElseThrow();

        assertThat(fault.errorMessage()).isEqualTo("Response stream is not finished.");
    }

    @Test
    final void failsAStreamingHandlerThatIsNotAsynchronous() {
        var fault = StreamedAnswer.of(
                        door(), function("exports.handler = awslambda.streamifyResponse((e, s) => { s.end('x') })"))
                .fault()
                .orElseThrow();

        assertThat(fault.errorMessage()).isEqualTo("Streaming does not support non-async handlers.");
    }

    @Test
    final void refusesAContentTypeAfterTheFirstBytes() {
        var fault = StreamedAnswer.of(door(), function("""
                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                  await new Promise((r) => stream.write('x', r)); stream.setContentType('text/plain'); stream.end();
                })""")).fault().orElseThrow();

        assertThat(fault.errorType()).isEqualTo("Runtime.InvalidStreamingOperation");
        assertThat(fault.errorMessage()).isEqualTo("Cannot set content-type, too late.");
    }
}
