package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.Isolation;
import dev.samovar.api.Placement;
import dev.samovar.process.ChildProcesses;
import dev.samovar.process.NetworkAccess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What [NetworkAccessTest] starts in network namespaces of its own: a server for everybody, or a host whose functions
/// may
/// reach one port of it.
final class NetworkHost {
    /// Tries a connection to each `host:port`: by itself, through the proxy in both ways, and tells what came.
    private static final String SCRIPT = """
            const net = require('net');
            const reach = (host, port, ...words) => new Promise((done) => {
              const socket = net.connect({ host, port, timeout: 3000 });
              let got = '';
              socket.on('data', (data) => { got += data.toString('latin1'); if (words.length > 0) socket.write(words.shift(), 'latin1'); });
              socket.on('connect', () => { if (words.length > 0) socket.write(words.shift(), 'latin1'); });
              socket.on('end', () => done(got)).on('error', (e) => done(e.code)).on('timeout', () => done('late'));
            });
            const socks = (host, port) => reach('127.0.0.1', 1080, '\\x05\\x01\\x00',
              '\\x05\\x01\\x00\\x03' + String.fromCharCode(host.length) + host + String.fromCharCode(port >> 8, port & 255));
            const connect = (host, port) => reach('127.0.0.1', 1080, `CONNECT ${host}:${port} HTTP/1.1\\r\\n\\r\\n`);
            exports.handler = async (event) => {
              const [, host, port] = /(.*):(\\d+)$/.exec(event.to);
              switch (event.by) {
                case 'itself': return reach(host, port);
                case 'connect': return (await connect(host, port)).split('\\r\\n').filter((it, i) => i === 0 || it === 'tea').join();
                case 'socks': return (await socks(host, port)).replace(/[^\\x20-\\x7e]/g, (c) => c.charCodeAt() + ' ');
                case 'url': return (await reach('127.0.0.1', 1080, `GET http://${event.to}/ HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n`)).split('\\r\\n')[0];
                default: return process.env.HTTPS_PROXY ?? null;
              }
            };
            """;

    private NetworkHost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("serve")) serve();
        else ask(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
    }

    private static void serve() throws Exception {
        for (int port : new int[] {80, 5432}) {
            var server = new ServerSocket(port);
            Thread.ofPlatform().start(() -> {
                while (true) {
                    try (var socket = server.accept()) {
                        socket.getOutputStream().write("tea\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }
        System.out.println("serves");
    }

    private static void ask(Path directory, List<String> questions) throws Exception {
        var access = NetworkAccess.none()
                .allow("198.51.100.2", 5432)
                .allow("198.51.100.1", 1, 65535)
                .allow("127.0.0.0/8", 1, 65535)
                .allow("169.254.0.0/16", 1, 65535)
                .forward(15432, "198.51.100.2", 5432)
                .forward(15433, "198.51.100.1", 5432);
        try (var runtime = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(
                        ChildProcesses.builder().network("sg-database", access).build())
                .build()) {
            var database = new Placement.Vpc(List.of("subnet-unknown"), List.of("sg-database"), false);
            var code = Map.of("index.js", SCRIPT);
            for (var placement : Map.of("apart", Placement.DEFAULT, "attached", Placement.DEFAULT.vpc(database))
                    .entrySet())
                runtime.create(NodeFunctions.function(directory.resolve(placement.getKey()), placement.getKey(), code)
                        .placement(placement.getValue())
                        .timeout(Duration.ofSeconds(10)));
            for (var question : questions) {
                var words = question.split(" ", 3);
                var event = Event.json("{\"by\":\"" + words[1] + "\",\"to\":\"" + words[2] + "\"}");
                System.out.println(runtime.invoke(words[0], event).orThrow().text());
            }
        }
    }
}
