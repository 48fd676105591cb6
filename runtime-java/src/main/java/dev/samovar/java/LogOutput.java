package dev.samovar.java;

import dev.samovar.spi.FunctionLog;
import java.io.OutputStream;

/// A guest's standard output or error: bytes to the environment's log.
final class LogOutput extends OutputStream {
    private final FunctionLog log;

    LogOutput(FunctionLog log) {
        this.log = log;
    }

    @Override
    public void write(int b) {
        log.raw(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        log.raw(bytes, offset, length);
    }
}
