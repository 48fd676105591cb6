package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Threads and processes of functions, wrapper scripts, and functions that misbehave: the next request is served.
final class PythonProcessTest extends PythonDetailContract {

    // --- threads and processes

    @Test
    void goesOnWithThreadsThatOutliveAnInvocation() {
        var function = function("""
                import threading, time
                seen = []
                def work():
                    while len(seen) < 3:
                        time.sleep(0.001)
                        seen.append(threading.current_thread().daemon)
                def handler(event, context):
                    if event:
                        threading.Thread(target=work, daemon=event["daemon"]).start()
                        return None
                    while len(seen) < 3:
                        time.sleep(0.001)
                    answer, seen[:] = list(seen), []
                    return answer
                """);

        for (var daemon : new String[] {"true", "false"}) {
            function.answer("{\"daemon\":" + daemon + "}");
            assertThat(function.answer()).isEqualTo("[" + daemon + ", " + daemon + ", " + daemon + "]");
        }
    }

    @Test
    void logsWhatEndsAThreadAndServes() {
        var function = handler("""
                thread = threading.Thread(target=lambda: 1 / 0)
                thread.start()
                thread.join()
                return "served"
                """);

        assertThat(function.answer()).isEqualTo("\"served\"");
        assertThat(String.join("\n", function.log()))
                .contains("Exception in thread")
                .contains("ZeroDivisionError");
    }

    @Test
    void runsProcessesOfItsOwn() {
        var function = function("""
                import multiprocessing, os, subprocess, logging
                def work(pipe, n):
                    print("from a process")
                    logging.warning("logged by a process")
                    pipe.send([n * n, os.getpid()])
                    pipe.close()
                def handler(event, context):
                    answers = []
                    for n in (3, 4):
                        ours, theirs = context_of.Pipe()
                        process = context_of.Process(target=work, args=(theirs, n))
                        process.start()
                        value, pid = ours.recv()
                        process.join()
                        answers += [value, pid != os.getpid(), process.exitcode]
                    answers.append(subprocess.run("exit 3", shell=True).returncode)
                    return answers
                context_of = multiprocessing.get_context("fork")
                """);

        assertThat(function.answer()).isEqualTo("[9, true, 0, 16, true, 0, 3]");
        assertThat(function.answer()).isEqualTo("[9, true, 0, 16, true, 0, 3]");
        assertThat(function.log()).contains("from a process").anyMatch(line -> line.endsWith("\tlogged by a process"));
    }

    @Test
    void runsProcessesThatBeginAnew() {
        var function = function()
                .file("work.py", "def square(pipe, n):\n    pipe.send(n * n)\n")
                .file("app.py", """
                        import multiprocessing, work
                        def handler(event, context):
                            spawn = multiprocessing.get_context("spawn")
                            ours, theirs = spawn.Pipe()
                            process = spawn.Process(target=work.square, args=(theirs, 5))
                            process.start()
                            value = ours.recv()
                            process.join()
                            return [value, process.exitcode]
                        """);

        assertThat(function.answer()).isEqualTo("[25, 0]");
    }

    @Test
    void isNotAnsweredByAForkThatReturns() {
        var function = handler("""
                child = os.fork()
                if child == 0:
                    print("in the fork")
                    return "by the fork"
                return [os.waitpid(child, 0)[1], "by the function"]
                """);

        assertThat(function.answer()).isEqualTo("[0, \"by the function\"]");
        assertThat(function.answer()).isEqualTo("[0, \"by the function\"]");
        assertThat(function.log()).contains("in the fork");
    }

    @Test
    void endsThoughAForkLives() {
        var function = handler("""
                if event:
                    if os.fork() == 0:
                        os.setsid()
                        time.sleep(66)
                    os._exit(5)
                return "served"
                """).with(spec -> spec.timeout(Duration.ofSeconds(20)));

        assertEnded(function, function.invoke("{\"end\":1}"), "with error: exit status 5");
        assertThat(function.answer()).isEqualTo("\"served\"");
    }

    @Test
    void endsWhatAFunctionStartedWithIt() {
        var function = handler("subprocess.Popen(['sleep', '67']); time.sleep(60)")
                .with(spec -> spec.timeout(Duration.ofSeconds(1)));

        assertThat(function.fault().errorType()).isEqualTo("Sandbox.Timedout");
        await().until(() -> NodeHost.descendants("sleep 67").isEmpty());
    }

    // --- misbehaviour

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                """
                while True:
                    try:
                        time.sleep(0.1)
                    except BaseException:
                        pass
                """,
                "[signal.signal(s, signal.SIG_IGN) for s in (1, 2, 3, 13, 15)]; time.sleep(60)",
                "sum(range(10 ** 12))",
                "'a' * 30 + 'b' if not __import__('re').match('(a+)+$', 'a' * 40 + 'b') else 0",
                "threading.Event().wait()",
                "lock = threading.Lock(); lock.acquire(); lock.acquire()",
                "os.kill(os.getpid(), signal.SIGSTOP); time.sleep(60)",
                "[threading.Thread(target=lambda: time.sleep(60)).start() for _ in range(200)]; sys.exit(1)",
            })
    @Execution(ExecutionMode.CONCURRENT)
    void answersAtTheDeadline(String loop) {
        var function = handler("if event:\n" + loop.indent(4) + "return 'served'")
                .with(spec -> spec.timeout(Duration.ofSeconds(2)));

        assertThat(function.fault("{\"loop\":1}").errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(function.answer()).isEqualTo("\"served\"");
        await().until(() -> runtime().snapshot().quarantined() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.close(0); os.close(1); os.close(2)",
                "os.dup2(os.open('/dev/null', os.O_WRONLY), 1)",
                "sys.stdout.close(); sys.stderr.close(); print('still')",
                "sys.stdout = None; sys.stderr = None",
                "del sys.stdout",
                "sys.stdout = open('/dev/null', 'w')",
                "logging.shutdown()",
                "[logging.getLogger().removeHandler(h) for h in list(logging.getLogger().handlers)]",
                "os.environ.clear()",
                "os.environ = {}",
                "sys.path.clear(); sys.meta_path.clear()",
                "sys.modules.clear()",
                "json.dumps = json.loads = None; json.JSONEncoder.encode = None",
                "time.time = None; os.write = None; os.readv = None; os.getpid = None",
                "import gc; gc.disable(); sys.setrecursionlimit(60)",
                "import socket; socket.setdefaulttimeout(0.001)",
                "signal.signal(signal.SIGPIPE, signal.SIG_DFL)",
                "os.set_blocking(1, False)",
                "import builtins; builtins.print = None; builtins.open = None",
                "os.chdir('/')",
                "sys.setswitchinterval(1000)",
                "threading.Thread(target=lambda: None).start()",
                "sys.stdout.write('x' * 5000000)",
                "os.write(1, bytes(range(256)) * 100)",
                "[os.write(1, bytes([0x1e, 0, 255, 10])) for _ in range(1000)]",
                "import gc; [o.clear() for o in gc.get_objects() if type(o) is bytearray]",
            })
    void servesOn(String mischief) {
        var function = handler("""
                if event:
                    %s
                return "served"
                """.formatted(mischief)).with(spec -> spec.timeout(Duration.ofSeconds(10)));
        function.invoke("{\"mischief\":1}");
        var next = function.invoke("{}");

        assertThat(next.result())
                .as("%s", function.log())
                .isNotInstanceOf(dev.samovar.api.InvocationResult.Refused.class);
        assertThat(function.answer()).isEqualTo("\"served\"");
    }

    @Test
    void answersThoughStandardOutputIsRedirectedAndClosed() {
        var function = handler("""
                os.dup2(os.open('/dev/null', os.O_WRONLY), 1)
                os.close(2)
                logging.warning("still logged")
                return "served"
                """);

        assertThat(function.answer()).isEqualTo("\"served\"");
        assertThat(function.log()).singleElement().asString().endsWith("\tstill logged");
    }

    @Test
    void survivesAFloodOfThreadsAndProcesses() {
        var function = handler("""
                if not event:
                    return "served"
                for _ in range(30):
                    if os.fork() == 0:
                        while True:
                            print("flood " * 100)
                for _ in range(50):
                    threading.Thread(target=lambda: [print("flood") for _ in range(100000)], daemon=True).start()
                time.sleep(60)
                """).with(spec -> spec.timeout(Duration.ofSeconds(2)));

        assertThat(function.fault("{\"flood\":1}").errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(function.with(spec -> spec).answer()).isEqualTo("\"served\"");
    }

    @Test
    void endsAProcessThatSpeaksGarbageToTheHost() {
        var function = handler("""
                if not event:
                    return "served"
                for number in os.listdir('/proc/self/fd'):
                    try:
                        if os.readlink('/proc/self/fd/' + number).startswith('socket:'):
                            os.write(int(number), b'x' * 100)
                    except OSError:
                        pass
                time.sleep(60)
                """);

        assertThat(function.fault("{\"garbage\":1}").errorType()).isEqualTo("Runtime.ExitError");
        assertThat(function.answer()).isEqualTo("\"served\"");
    }

    @Test
    void tellsTheNextInvocationOfAnEndBetweenInvocations() {
        var function = handler("""
                if event:
                    threading.Timer(0.02, lambda: os._exit(9)).start()
                return os.getpid()
                """);
        int before = NodeHost.descendants("bootstrap\\.py").size();
        function.answer("{\"later\":1}");
        await().until(() -> NodeHost.descendants("bootstrap\\.py").size() <= before);

        assertEnded(function, function.invoke("{}"), "with error: exit status 9");
        assertThat(function.answer()).isNotEmpty();
    }

    // --- what comes before Python

    private NodeFunction wrapped(String script) {
        return function("""
                        import os, sys
                        def handler(event, context):
                            print("served")
                            if event:
                                sys.exit(event["end"])
                            return [os.environ.get("COLOUR"), sys.flags.no_user_site, sorted(n for n in os.environ if "SAMOVAR" in n)]
                        def other(event, context):
                            return "other"
                        """)
                .layerFile("wrapper", script)
                .executable("wrapper")
                .with(spec -> spec.environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/wrapper"));
    }

    @Test
    void startsPythonByAScriptOfALayer() {
        var function = wrapped("#!/bin/sh\nexport COLOUR=green\nexec \"$@\"\n");

        assertThat(function.answer()).isEqualTo("[\"green\", 0, []]");
        assertThat(function.answer()).isEqualTo("[\"green\", 0, []]");
        assertThat(function.log()).containsExactly("served", "served");
        assertEnded(function, function.invoke("{\"end\":3}"), "with error: exit status 3");
        assertThat(function.answer()).isEqualTo("[\"green\", 0, []]");
    }

    @Test
    void takesOptionsThatTheScriptPutsBeforeTheLastArgument() {
        assertThat(wrapped("""
                #!/bin/bash
                args=("$@")
                args=("${args[@]:0:$#-1}" "-s" "${args[@]: -1}")
                exec "${args[@]}"
                """).answer()).isEqualTo("[null, 1, []]");
    }

    @Test
    void takesAnotherHandlerFromTheScript() {
        assertThat(wrapped("#!/bin/sh\nexport _HANDLER=app.other\nexec \"$@\"\n")
                        .answer())
                .isEqualTo("\"other\"");
    }

    @Test
    void tellsHowTheScriptEnded() {
        assertThat(wrapped("#!/bin/sh\nexit 9\n").fault().errorMessage())
                .endsWith("Runtime exited with error: exit status 9");
        assertThat(wrapped("#!/bin/sh\n")
                        .with(spec -> spec.environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/missing"))
                        .fault()
                        .errorMessage())
                .endsWith("Runtime exited with error: exit status 127");
    }
}
