package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The small print of Lambda's Python runtimes, each topic a class of its own: on the versions of Python that differ
/// most, where they are on this machine, and on the one that it prefers, with namespaces, without, and in a sandbox.
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("surroundings")
@TestInstance(Lifecycle.PER_CLASS)
abstract class PythonDetailContract {
    private final ScriptHost host = new ScriptHost();

    @TempDir
    Path directory;

    @Parameter(0)
    String runtimeId = "";

    @Parameter(1)
    Confinement confinement = Confinement.NAMESPACES;

    static Stream<Arguments> surroundings() {
        var there = new ArrayList<>(List.copyOf(ChildProcesses.pythons().values()));
        if (there.isEmpty())
            throw new AssertionError(
                    "this test needs a Python from 3.8 on in PATH: install it, as by apt-get install" + " python3");
        var versions =
                Stream.concat(Stream.of("3.9", "3.12", "3.13").filter(there::contains), Stream.of(there.getFirst()));
        return Stream.concat(
                versions.distinct().map(version -> Arguments.of("python" + version, Confinement.NAMESPACES)),
                Stream.of(Confinement.GROUPS, Confinement.SANDBOX)
                        .map(it -> Arguments.of("python" + there.getFirst(), it)));
    }

    @AfterAll
    final void close() {
        host.close();
    }

    final FunctionRuntime runtime() {
        return host.runtime(confinement);
    }

    /// Whether functions see their directories where Lambda has them.
    final boolean asOnLambda() {
        return confinement != Confinement.GROUPS;
    }

    /// The 12 of `python3.12`.
    final int minor() {
        return new RuntimeId(runtimeId).pythonMinor().orElseThrow();
    }

    /// A function without files yet, whose handler is `app.handler`.
    final NodeFunction function() {
        return host.function(confinement, runtimeId, directory);
    }

    /// A function of one file, `app.py`.
    final NodeFunction function(String app) {
        return function().file("app.py", app);
    }

    /// A function whose handler is this, in a module that imports much.
    final NodeFunction handler(String body) {
        return function("""
                import collections, ctypes, datetime, decimal, json, logging, math, os, signal, subprocess, sys, threading, time

                def handler(event, context):
                """ + body.indent(4));
    }

    /// Asserts how the process of a function ended in an invocation, and that the next one is served.
    static void assertEnded(NodeFunction function, Invocation invocation, String reason) {
        assertThat(function.faultOf(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + invocation.requestId() + " Error: Runtime exited " + reason + "\"}");
    }
}
