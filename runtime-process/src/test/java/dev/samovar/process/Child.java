package dev.samovar.process;

import dev.samovar.spi.FrameKind;
import dev.samovar.spi.ProcessCommand;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// A program that tests start as a child. It answers each frame with one whose kind is 1, after doing what
/// the frame's parts say.
final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "quits" -> {
                System.out.println("no kettle");
                System.exit(3);
            }
            case "keepsQuiet" -> Thread.currentThread().join();
            default -> obey();
        }
    }

    private static void obey() throws Exception {
        var token = System.getenv(ProcessCommand.TOKEN);
        var address = UnixDomainSocketAddress.of(System.getenv(ProcessCommand.SOCKET));
        try (var channel = SocketChannel.open(address);
                var connection = new FrameChannel(channel)) {
            connection.send(Frame.of(FrameKind.HELLO, token));
            for (var frame = connection.receive(); frame.isPresent(); frame = connection.receive())
                connection.send(Frame.of(1, answer(frame.get(), token)));
        }
    }

    private static String answer(Frame frame, String token) throws Exception {
        return switch (frame.text(0)) {
            case "echo" -> frame.text(1);
            case "read" -> Files.readString(Path.of(frame.text(1)));
            case "write" -> {
                try {
                    Files.writeString(Path.of(frame.text(1)), "written");
                    yield "written";
                } catch (IOException e) {
                    yield "refused";
                }
            }
            case "print" -> {
                System.out.print(frame.text(1));
                System.out.flush();
                mark(token);
                yield "printed";
            }
            case "exit" -> {
                Runtime.getRuntime().halt(Integer.parseInt(frame.text(1)));
                yield "";
            }
            case "start" -> {
                var process = new ProcessBuilder(List.of(frame.text(1).split(" ")))
                        .inheritIO()
                        .start();
                yield Long.toString(process.pid());
            }
            case "variables" ->
                String.join(",", System.getenv().keySet().stream().sorted().toList());
            default -> throw new IllegalArgumentException(frame.text(0));
        };
    }

    private static void mark(String token) {
        System.out.write(HexFormat.of().parseHex(token), 0, Token.LENGTH);
        System.out.write(new byte[5], 0, 5);
        System.out.flush();
    }
}
