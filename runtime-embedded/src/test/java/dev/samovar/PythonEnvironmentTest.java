package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a function finds around it: context, variables, paths, files.
final class PythonEnvironmentTest extends PythonDetailContract {
    @Test
    void tellsOfTheInvocation() {
        var function = handler("""
                left = context.get_remaining_time_in_millis()
                return [context.aws_request_id, context.function_name, context.function_version,
                        context.invoked_function_arn, context.memory_limit_in_mb, context.log_group_name,
                        context.log_stream_name == os.environ['AWS_LAMBDA_LOG_STREAM_NAME'], context.tenant_id,
                        context.client_context, context.identity.cognito_identity_id,
                        context.identity.cognito_identity_pool_id, type(left).__name__, 29000 < left <= 30001]
                """).with(spec -> spec.memoryMb(256));
        var invocation = function.invoke("{}");
        var name = function.name();

        assertThat(function.answerOf(invocation))
                .isEqualTo("[\"" + invocation.requestId() + "\", \"" + name
                        + "\", \"$LATEST\", \"arn:aws:lambda:us-east-1:000000000000:function:" + name
                        + "\", \"256\", \"/aws/lambda/" + name
                        + "\", true, null, null, null, null, \"int\", true]");
    }

    @Test
    void showsTheContext() {
        var function = handler("return repr(context)");
        var invocation = function.invoke("{}");

        assertThat(function.answerOf(invocation))
                .matches("\"LambdaContext\\(\\[aws_request_id=" + invocation.requestId()
                        + ",log_group_name=/aws/lambda/f\\d+,log_stream_name=[^,]+,function_name=f\\d+,memory_limit_in_mb=128,"
                        + "function_version=\\$LATEST,invoked_function_arn=arn:[^,]+,client_context=None,"
                        + "identity=CognitoIdentity\\(\\[cognito_identity_id=None,cognito_identity_pool_id=None]\\),"
                        + "tenant_id=None]\\)\"");
    }

    /// Functions name its class in annotations.
    @Test
    void bringsTheClassOfTheContext() {
        assertThat(function("""
                from awslambdaric.lambda_context import Client, ClientContext, CognitoIdentity, LambdaContext
                def handler(event, context: LambdaContext):
                    left = context._epoch_deadline_time_in_ms
                    made = LambdaContext("id", {"custom": {"tea": 1}, "client": {"app_title": "pot"}},
                                         {"cognitoIdentityId": "pat"}, left + 9000, "arn")
                    return [type(context) is LambdaContext, type(context).__module__, type(context.identity) is CognitoIdentity,
                            made.aws_request_id, made.client_context.custom, made.client_context.client.app_title,
                            made.identity.cognito_identity_id, made.identity.cognito_identity_pool_id,
                            made.invoked_function_arn, made.tenant_id, made.function_name == context.function_name,
                            made.get_remaining_time_in_millis() > context.get_remaining_time_in_millis()]
                """).answer())
                .isEqualTo("[true, \"awslambdaric.lambda_context\", true, \"id\", {\"tea\": 1}, \"pot\","
                        + " \"pat\", null, \"arn\", null, true, true]");
    }

    @Test
    void tellsTheClientContext() {
        var function = handler("""
                given = context.client_context
                return [given.custom, given.env, given.client.app_title, given.client.installation_id]
                """);

        assertThat(function.answerOf(function.invoke(
                        request -> request.clientContext("{\"custom\":{\"tea\":\"green\"},\"env\":{\"locale\":\"en\"},"
                                + "\"client\":{\"app_title\":\"pot\",\"unknown\":1}}"),
                        "{}")))
                .isEqualTo("[{\"tea\": \"green\"}, {\"locale\": \"en\"}, \"pot\", null]");
        assertThat(function.fault().errorType()).isEqualTo("AttributeError");
    }

    @Test
    void tellsTheTenant() {
        var function = handler("return context.tenant_id").with(spec -> spec.tenantIsolation(true));

        assertThat(function.answerOf(function.invoke(request -> request.tenantId("blue"), "{}")))
                .isEqualTo("\"blue\"");
    }

    @Test
    void tellsTheTraceOfEachInvocation() {
        var function = handler("return os.environ['_X_AMZN_TRACE_ID']");
        for (var root : List.of("1-5759e988-bd862e3fe1be46a994272793", "1-5759e988-bd862e3fe1be46a994272794")) {
            var header = "Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=1";
            assertThat(function.answerOf(function.invoke(request -> request.traceHeader(header), "{}")))
                    .isEqualTo("\"" + header + "\"");
        }
    }

    @Test
    void setsLambdasVariablesAndNoOthers() {
        var function =
                handler("return dict(sorted(os.environ.items()))").with(spec -> spec.environment("COLOUR", "green"));
        var variables = NodeFunction.json(function.answer());
        var names = new ArrayList<String>(variables.propertyNames());

        if (!asOnLambda()) assertThat(names.remove("TMPDIR")).isTrue();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "COLOUR",
                        "_HANDLER",
                        "_X_AMZN_TRACE_ID",
                        "AWS_DEFAULT_REGION",
                        "AWS_REGION",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "AWS_EC2_METADATA_DISABLED",
                        "LAMBDA_TASK_ROOT",
                        "LAMBDA_RUNTIME_DIR",
                        "PYTHONPATH",
                        "LC_CTYPE",
                        "PWD",
                        "SHLVL",
                        "TZ",
                        "LANG",
                        "PATH",
                        "LD_LIBRARY_PATH",
                        "AWS_XRAY_CONTEXT_MISSING",
                        "AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_PORT");
        assertThat(variables.get("AWS_EXECUTION_ENV").asString()).isEqualTo("AWS_Lambda_" + runtimeId);
        assertThat(variables.get("PYTHONPATH").asString()).isEqualTo("/var/runtime");
        assertThat(variables.get("_HANDLER").asString()).isEqualTo("app.handler");
        assertThat(variables.get("AWS_LAMBDA_RUNTIME_API").asString()).isEqualTo("127.0.0.1:9001");
        if (asOnLambda())
            assertThat(variables.get("LAMBDA_TASK_ROOT").asString()).isEqualTo("/var/task");
    }

    @Test
    void looksForModulesInLambdasOrder() {
        var function = handler("return [sys.path, sys.argv, sys.modules['__main__'].__file__, os.getcwd()]")
                .layerFile("python/tea.py", "");
        var answer = NodeFunction.json(function.answer());
        var paths = new ArrayList<String>();
        answer.get(0).forEach(path -> paths.add(path.asString()));
        var version = runtimeId;

        if (asOnLambda()) {
            assertThat(paths)
                    .startsWith(
                            "/var/task",
                            "/opt/python/lib/" + version + "/site-packages",
                            "/opt/python",
                            "/var/runtime");
            assertThat(answer.get(1).toString()).isEqualTo("[\"/var/runtime/bootstrap.py\"]");
            assertThat(answer.get(2).asString()).isEqualTo("/var/runtime/bootstrap.py");
            assertThat(answer.get(3).asString()).isEqualTo("/var/task");
        } else {
            assertThat(paths.get(1)).endsWith("/python/lib/" + version + "/site-packages");
            assertThat(answer.get(3).asString()).isEqualTo(paths.getFirst());
        }
        assertThat(paths.subList(4, paths.size()))
                .noneMatch(path -> path.contains("-packages"))
                .isNotEmpty();
        assertThat(paths).doesNotHaveDuplicates();
    }

    @Test
    void takesThePackagesPathOfTheFunction() {
        var function = handler("import kettle; return kettle.NAME")
                .file("lib/kettle.py", "NAME = 'from lib'")
                .with(spec -> spec.environment("PYTHONPATH", "/var/task/lib"));

        assertThat(function.answer()).isEqualTo("\"from lib\"");
    }

    @Test
    void looksInThePackagesPathOfTheFunctionAloneIfThereIsOne() {
        var function = handler("import lib_of_layer; return [lib_of_layer.WHERE, sys.path[:5]]")
                .file("lib/note", "")
                .layerFile("python/lib_of_layer.py", "WHERE = 'layer'")
                .layerFile("python/lib/" + runtimeId + "/site-packages/lib_of_layer.py", "WHERE = 'site-packages'")
                .with(spec -> spec.environment("PYTHONPATH", "/var/task/lib:/opt/python"));
        var answer = NodeFunction.json(function.answer());

        assertThat(answer.get(0).asString()).isEqualTo("layer");
        if (asOnLambda()) {
            assertThat(answer.get(1).toString())
                    .startsWith("[\"/var/task\",\"/var/runtime\",\"/var/task/lib\",\"/opt/python\",\"")
                    .doesNotContain("site-packages");
        }
    }

    @Test
    void looksWhereFilesOfThePackageAndItsLayersSay() {
        var function = handler("""
                import of_package, of_layer, of_site, first
                return [of_package.WHERE, of_layer.WHERE, of_site.WHERE, first.WHERE, os.environ['BEGAN'], sys.path]
                """)
                .file("own.pth", "# where more is\nlib\nabsent\nimport os; os.environ['BEGAN'] = 'by the package'\n")
                .file("lib/of_package.py", "WHERE = 'lib'")
                .file("lib/first.py", "WHERE = 'package'")
                .layerFile("python/layer.pth", "more\n")
                .layerFile("python/more/of_layer.py", "WHERE = 'more'")
                .layerFile("python/more/first.py", "WHERE = 'layer'")
                .layerFile("python/lib/" + runtimeId + "/site-packages/site.pth", "inner\n")
                .layerFile("python/lib/" + runtimeId + "/site-packages/inner/of_site.py", "WHERE = 'inner'");
        var answer = NodeFunction.json(function.answer());
        var paths = new ArrayList<String>();
        answer.get(5).forEach(path -> paths.add(path.asString()));

        assertThat(answer.toString()).startsWith("[\"lib\",\"more\",\"inner\",\"package\",\"by the package\",");
        assertThat(paths).doesNotHaveDuplicates();
        if (asOnLambda()) {
            var site = "/opt/python/lib/" + runtimeId + "/site-packages";
            assertThat(paths).startsWith("/var/task", site, "/opt/python", "/var/runtime");
            assertThat(paths).endsWith("/var/task/lib", site + "/inner", "/opt/python/more");
        }
    }

    @Test
    void takesNoOtherFilesOfLayersWithAPackagesPathOfTheFunction() {
        assertThat(handler("import of_package; return [of_package.WHERE, 'BEGAN' in os.environ]")
                        .file("own.pth", "lib\n")
                        .file("lib/of_package.py", "WHERE = 'lib'")
                        .layerFile("python/layer.pth", "import os; os.environ['BEGAN'] = 'by the layer'\n")
                        .with(spec -> spec.environment("PYTHONPATH", "/opt/python"))
                        .answer())
                .isEqualTo("[\"lib\", false]");
    }

    /// What is wrong in such a file is told, and the function runs.
    @Test
    void servesThoughSuchAFileIsWrong() {
        var function = handler("return 'served'").file("own.pth", "import nothing_like_it\n");

        assertThat(function.answer()).isEqualTo("\"served\"");
        assertThat(String.join("\n", function.log())).contains("own.pth").contains("nothing_like_it");
    }

    @Test
    void beginsWithWhatThePathOfTheFunctionHasForThat() {
        assertThat(handler("return os.environ.get('BEGAN')")
                        .layerFile("hooks/sitecustomize.py", "import os; os.environ['BEGAN'] = 'before'")
                        .with(spec -> spec.environment("PYTHONPATH", "/opt/hooks"))
                        .answer())
                .isEqualTo("\"before\"");
    }

    @Test
    void takesVariablesThatPythonReadsAtItsStart() {
        assertThat(handler(
                                "return [hash('tea') == hash('tea'), sys.flags.hash_randomization, sys.flags.dev_mode, time.tzname[0]]")
                        .with(spec -> spec.environment("PYTHONHASHSEED", "0")
                                .environment("PYTHONDEVMODE", "1")
                                .environment("TZ", "Asia/Tokyo"))
                        .answer())
                .isEqualTo("[true, 0, true, \"JST\"]");
    }

    @Test
    void findsLayersBehindThePackage() {
        var answer = function("""
                import both, only_layer, site_layer
                def handler(event, context):
                    return [both.WHERE, only_layer.WHERE, site_layer.WHERE, open("/opt/note").read() if event else ""]
                """)
                .file("both.py", "WHERE = 'package'")
                .layerFile("python/both.py", "WHERE = 'layer'")
                .layerFile("python/only_layer.py", "WHERE = 'layer'")
                .layerFile("python/site_layer.py", "WHERE = 'plain'")
                .layerFile("python/lib/" + runtimeId + "/site-packages/site_layer.py", "WHERE = 'site-packages'")
                .layerFile("note", "noted");

        assertThat(answer.answer(asOnLambda() ? "[1]" : "[]"))
                .isEqualTo("[\"package\", \"layer\", \"site-packages\", \"" + (asOnLambda() ? "noted" : "") + "\"]");
    }

    @Test
    void seesLittleOfWhatIsInstalledForThisMachine() {
        assertThat(handler("import pip").fault().errorMessage()).isEqualTo("No module named 'pip'");
    }

    @Test
    void writesInTmpAlone() throws Exception {
        var function = handler("""
                import tempfile, helper
                with tempfile.NamedTemporaryFile() as file:
                    where = os.path.dirname(file.name)
                try:
                    open('/var/task/x', 'w')
                    return 'written'
                except OSError as error:
                    return [where, os.environ.get('TMPDIR', '/tmp') == where]
                """).file("helper.py", "");

        assertThat(function.answer()).endsWith(", true]");
        try (var files = Files.walk(directory.resolve(function.name()))) {
            assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("__pycache__");
        }
    }

    @Test
    void hasWhatPythonBeginsWith() {
        assertThat(handler(
                                "return [__name__, str(exit)[:3], sys.stdin.read(), sys.stdout.encoding, sys.stdout.fileno(),"
                                        + " sys.stderr.isatty(), sys.getfilesystemencoding(), threading.current_thread() is threading.main_thread()]")
                        .answer())
                .isEqualTo("[\"app\", \"Use\", \"\", \"utf-8\", 1, false, \"utf-8\", true]");
    }

    @Test
    void callsTheHooksOfSnapshots() {
        var function = function("""
                from snapshot_restore_py import register_before_snapshot, register_after_restore
                order = []
                @register_before_snapshot
                def first():
                    order.append("before, registered first")
                register_before_snapshot(order.append, "before, registered last")
                register_after_restore(order.append, "after")
                @register_after_restore
                def last():
                    order.append("after, registered last")
                def handler(event, context):
                    return order
                """);

        if (minor() < 12) {
            assertThat(function.answer()).isEqualTo("[]");
            return;
        }
        function.with(spec -> spec.snapStart(true)).created();
        var version = runtime().publish(function.name());
        assertThat(runtime()
                        .invoke(function.name() + ":" + version.version(), dev.samovar.api.Event.EMPTY)
                        .orThrow()
                        .text())
                .isEqualTo(
                        "[\"before, registered last\", \"before, registered first\", \"after\", \"after, registered last\"]");
    }

    @Test
    void takesTheSdkFromThePackageOrALayer() {
        assertThat(handler("import boto3; return boto3.WHERE")
                        .layerFile("python/boto3/__init__.py", "WHERE = 'layer'")
                        .answer())
                .isEqualTo("\"layer\"");
    }

    /// Another Python stands in for one that no machine has yet.
    @Test
    void findsModulesOfLayersForTheRuntimesOwnVersion() {
        assertThat(handler("import kettle; return kettle.WHERE")
                        .with((FunctionSpec spec) -> spec.runtime("python3.15"))
                        .layerFile("python/lib/python3.15/site-packages/kettle.py", "WHERE = 'for 3.15'")
                        .answer())
                .isEqualTo("\"for 3.15\"");
    }

    @Test
    void keepsFunctionsOfLayersThatAreZips() {
        var layer = Zips.of(
                directory.resolve("layer-" + runtimeId + confinement + ".zip"),
                java.util.Map.of("python/zipped.py", "WHERE = 'zip'"));
        assertThat(handler("import zipped; return zipped.WHERE")
                        .with((FunctionSpec spec) -> spec.layers(List.of(new Code.OnDisk(layer))))
                        .answer())
                .isEqualTo("\"zip\"");
    }
}
