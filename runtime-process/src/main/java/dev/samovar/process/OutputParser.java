package dev.samovar.process;

import dev.samovar.api.LogLevel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes a child's output apart into raw bytes and records.
final class OutputParser {
    /// What is told of the parts, in their order.
    interface Parts {
        void raw(byte[] bytes, int offset, int length);

        void message(LogLevel level, String text);

        void mark();

        /// What a shell above the function tells.
        void note(String text);

        /// A line that an extension wrote.
        void line(String text);
    }

    private static final int HEAD = Token.LENGTH + 5;

    /// A record beyond this is no record.
    private static final int LONGEST = 2 * 1024 * 1024;

    /// The kinds of what a shell above the function tells, beyond the levels of messages.
    private static final int NOTE = 7;

    private static final int LINE = 8;

    private static final LogLevel[] LEVELS = LogLevel.values();

    private final byte[] token;
    private final Parts parts;
    private byte[] kept = new byte[0];

    OutputParser(Token token, Parts parts) {
        this.token = token.bytes();
        this.parts = parts;
    }

    /// The next bytes. What may be the beginning of a record is kept until it is one or is not.
    void take(byte[] bytes, int length) {
        var all = bytes;
        int end = length;
        if (kept.length > 0) {
            all = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(bytes, 0, all, kept.length, length);
            end = all.length;
        }
        int at = 0;
        while (at < end) {
            int next = find(all, at, end);
            if (next > at) parts.raw(all, at, next - at);
            int after = next == end ? end : record(all, next, end);
            if (after == next) {
                kept = Arrays.copyOfRange(all, next, end);
                return;
            }
            at = after;
        }
        kept = new byte[0];
    }

    /// There is no more: what is left is raw.
    void end() {
        if (kept.length > 0) parts.raw(kept, 0, kept.length);
        kept = new byte[0];
    }

    /// Where the token, or as much of it as there can be, begins; the end if nowhere.
    private int find(byte[] all, int from, int end) {
        for (int i = from; i < end; i++) {
            if (all[i] != token[0]) continue;
            int there = Math.min(token.length, end - i);
            if (Arrays.equals(all, i, i + there, token, 0, there)) return i;
        }
        return end;
    }

    /// Tells of the record that begins here, and answers where it ends; here, if it is not complete yet.
    private int record(byte[] all, int start, int end) {
        if (end - start < HEAD) return start;
        int kind = all[start + Token.LENGTH];
        int length = ByteBuffer.wrap(all).getInt(start + Token.LENGTH + 1);
        if (kind < 0 || kind > LINE || length < 0 || length > LONGEST) {
            parts.raw(all, start, Token.LENGTH);
            return start + Token.LENGTH;
        }
        if (end - start - HEAD < length) return start;
        tell(kind, new String(all, start + HEAD, length, StandardCharsets.UTF_8));
        return start + HEAD + length;
    }

    private void tell(int kind, String text) {
        switch (kind) {
            case 0 -> parts.mark();
            case NOTE -> parts.note(text);
            case LINE -> parts.line(text);
            default -> parts.message(LEVELS[kind - 1], text);
        }
    }
}
