package dev.samovar.java.child;

import dev.samovar.api.LogLevel;
import dev.samovar.spi.FunctionLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The child's standard output, which is its log: raw bytes, and records between them that no other thread cuts.
///
/// What a reader that is gone does not take is lost, as on Lambda.
final class ChildLog extends OutputStream implements FunctionLog {
    private static final int MARK = 0;

    private final byte[] token;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile @Nullable LogLevel lowest;

    ChildLog(String token) {
        this.token = HexFormat.of().parseHex(token);
    }

    /// From here on lines below a level are dropped.
    void keepFrom(LogLevel level) {
        lowest = level;
    }

    @Override
    public boolean keeps(LogLevel level) {
        var from = lowest;
        return from == null || level.compareTo(from) >= 0;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void raw(byte[] bytes, int offset, int length) {
        try {
            write(bytes, offset, length);
        } catch (IOException e) {
            // Nobody reads any more.
        }
    }

    /// A message without a level is told with the highest one, which no filter drops.
    @Override
    public void message(@Nullable LogLevel level, String text) {
        record(level == null ? number(LogLevel.FATAL) : number(level), Connection.utf8(text));
    }

    private static int number(LogLevel level) {
        return switch (level) {
            case TRACE -> 1;
            case DEBUG -> 2;
            case INFO -> 3;
            case WARN -> 4;
            case ERROR -> 5;
            case FATAL -> 6;
        };
    }

    /// All that was written is before what follows.
    void mark() {
        record(MARK, new byte[0]);
    }

    private void record(int kind, byte[] text) {
        var record = ByteBuffer.allocate(token.length + 5 + text.length)
                .put(token)
                .put((byte) kind)
                .putInt(text.length)
                .put(text);
        raw(record.array(), 0, record.capacity());
    }
}
