package dev.samovar.npm;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// As much of a PostgreSQL server as simple queries need (protocol 3.0).
final class Postgres {
    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private Postgres() {}

    static void talk(DataInputStream in, OutputStream raw) throws IOException {
        var out = new DataOutputStream(raw);
        in.readNBytes(in.readInt() - 4);
        message(out, 'R', body -> body.writeInt(0));
        ready(out);
        while (true) {
            int kind = in.readUnsignedByte();
            var body = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
            if (kind == 'X') return;
            if (body.contains("nonsense")) refuse(out);
            else select(out);
            ready(out);
        }
    }

    private static void select(DataOutputStream out) throws IOException {
        message(out, 'T', body -> {
            body.writeShort(2);
            column(body, "name", 25);
            column(body, "cups", 23);
        });
        row(out, "green", "3");
        row(out, "black", null);
        message(out, 'C', body -> text(body, "SELECT 2"));
    }

    private static void column(DataOutputStream body, String name, int type) throws IOException {
        text(body, name);
        body.writeInt(0);
        body.writeShort(0);
        body.writeInt(type);
        body.writeShort(-1);
        body.writeInt(-1);
        body.writeShort(0);
    }

    private static void row(DataOutputStream out, @Nullable String... values) throws IOException {
        message(out, 'D', body -> {
            body.writeShort(values.length);
            for (var value : values) {
                if (value == null) {
                    body.writeInt(-1);
                } else {
                    body.writeInt(value.length());
                    body.writeBytes(value);
                }
            }
        });
    }

    private static void refuse(DataOutputStream out) throws IOException {
        message(out, 'E', body -> {
            for (var field : new String[] {"SERROR", "C42703", "Mcolumn \"nonsense\" does not exist"})
                text(body, field);
            body.writeByte(0);
        });
    }

    private static void ready(DataOutputStream out) throws IOException {
        message(out, 'Z', body -> body.writeByte('I'));
    }

    private static void text(DataOutputStream body, String text) throws IOException {
        body.writeBytes(text);
        body.writeByte(0);
    }

    private static void message(DataOutputStream out, char kind, Body content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        out.writeByte(kind);
        out.writeInt(bytes.size() + 4);
        bytes.writeTo(out);
        out.flush();
    }
}
