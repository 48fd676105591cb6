package dev.samovar.npm;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// As much of a Redis server as a client's first steps need (RESP2).
final class Redis {
    private Redis() {}

    static void talk(DataInputStream in, OutputStream out) throws IOException {
        var values = new HashMap<String, String>();
        while (true) {
            var words = new String[Integer.parseInt(line(in).substring(1))];
            for (int i = 0; i < words.length; i++) {
                var bytes = in.readNBytes(Integer.parseInt(line(in).substring(1)));
                words[i] = new String(bytes, StandardCharsets.UTF_8);
                in.readNBytes(2);
            }
            out.write(answer(words, values).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String answer(String[] words, Map<String, String> values) {
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "set" -> {
                values.put(words[1], words[2]);
                yield "+OK\r\n";
            }
            case "get" -> {
                var value = values.get(words[1]);
                yield value == null ? "$-1\r\n" : "$" + value.length() + "\r\n" + value + "\r\n";
            }
            case "incr" -> {
                var next = Integer.toString(Integer.parseInt(values.getOrDefault(words[1], "0")) + 1);
                values.put(words[1], next);
                yield ":" + next + "\r\n";
            }
            case "client", "hello" -> "+OK\r\n";
            default -> "-ERR unknown command '" + words[0] + "'\r\n";
        };
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) line.append((char) c);
        in.readUnsignedByte();
        return line.toString();
    }
}
