package dev.samovar.java.child;

import dev.samovar.spi.FrameKind;
import dev.samovar.spi.InitException;
import dev.samovar.spi.ProcessCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The program of a child: it connects to the host, waits for its function, and serves it until the host goes.
///
/// Without a host it rehearses alone, for the cache that later ones begin with.
public final class Main {
    /// How long a child that has connected waits for its function before it rehearses.
    private static final int MILLIS_BEFORE_REHEARSAL = 15;

    private final Connection connection;
    private final ChildLog log;
    private final String token;
    private final Map<String, String> begunWith;
    private @Nullable ChildFunction function;

    private Main(Connection connection, ChildLog log, String token, Map<String, String> begunWith) {
        this.connection = connection;
        this.log = log;
        this.token = token;
        this.begunWith = begunWith;
    }

    /// Runs until the host goes.
    public static void main(String[] arguments) throws Throwable {
        var begunWith = Map.copyOf(System.getenv());
        var token = begunWith.get(ProcessCommand.TOKEN);
        if (token == null) {
            Rehearsal.alone();
            return;
        }
        // To link native calls takes long, and another core may be free while this thread connects.
        Thread.ofPlatform().daemon().start(SystemCalls::link);
        var log = new ChildLog(token);
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        if (Successor.isOne(begunWith)) {
            var main = new Main(Connection.inherited(), log, token, begunWith);
            main.load(main.entered(Successor.described(begunWith)));
            main.serve();
        } else {
            var socket = Objects.requireNonNull(begunWith.get(ProcessCommand.SOCKET));
            new Main(Connection.to(socket, token), log, token, begunWith).run();
        }
    }

    private void run() throws Throwable {
        if (!connection.hasMore(MILLIS_BEFORE_REHEARSAL)) Rehearsal.run();
        serve();
    }

    private void serve() throws Throwable {
        for (var next = connection.receive(); next.isPresent(); next = connection.receive()) {
            var frame = next.get();
            switch (frame.kind()) {
                case FrameKind.SPECIALISE -> specialise(frame);
                case FrameKind.INVOKE -> invoke(ChildInvocation.of(frame));
                default -> throw new IOException("a frame of kind " + frame.kind() + " that nobody expects");
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void specialise(Connection.Frame frame) throws Throwable {
        var parts = new ArrayList<String>();
        for (int i = 0; i < frame.parts().size(); i++) parts.add(frame.text(i));
        var sandbox = entered(parts);
        if (Successor.isNeededFor(sandbox, begunWith))
            Successor.takeOver(sandbox, parts.subList(0, ChildSandbox.DESCRIBED), token);
        load(sandbox);
    }

    /// Has the function's variables and works in its directory.
    private ChildSandbox entered(List<String> parts) throws Throwable {
        var sandbox = ChildSandbox.of(parts, log);
        var level = sandbox.version().spec().logging().applicationLevel();
        if (level != null) log.keepFrom(level);
        SystemCalls.variables(sandbox.variables());
        SystemCalls.changeDirectory(sandbox.task().toString());
        return sandbox;
    }

    private void load(ChildSandbox sandbox) throws IOException {
        try {
            function = new ChildFunction(new CustomerLoader(classPath(sandbox)), sandbox);
            var _ = Thread.interrupted();
            log.mark();
            connection.send(FrameKind.READY);
        } catch (InitException e) {
            var _ = Thread.interrupted();
            log.mark();
            new ChildReply(connection).failed(FrameKind.INIT_FAILED, e.fault());
        }
    }

    /// The class path as Lambda makes it: `/var/task`, `/var/task/lib/*.jar`, `/opt/java/lib/*.jar`, jars by name.
    private static URL[] classPath(ChildSandbox sandbox) throws IOException {
        var all = new ArrayList<URL>();
        all.add(url(sandbox.task()));
        for (var jar : jarsIn(sandbox.task().resolve("lib"))) all.add(url(jar));
        for (var jar : jarsIn(sandbox.layers().resolve("java").resolve("lib"))) all.add(url(jar));
        return all.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private void invoke(ChildInvocation invocation) throws Throwable {
        var ready = function;
        if (ready == null) throw new IOException("an invocation before there is a function");
        boolean goesOn = ready.serve(invocation, new ChildReply(connection));
        // An interrupt ends with its invocation.
        var _ = Thread.interrupted();
        log.mark();
        if (goesOn) connection.send(FrameKind.DONE, Connection.utf8(Long.toString(SystemCalls.mostResident())));
        else Runtime.getRuntime().halt(1);
    }
}
