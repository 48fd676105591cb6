package dev.samovar.process;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogLevel;
import dev.samovar.spi.FunctionLog;
import dev.samovar.spi.Sandbox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sandbox of no engine, which collects its log.
final class FakeSandbox implements Sandbox, FunctionLog {
    private final Path task;
    private final Path tmp;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    FakeSandbox(Path task, Path tmp) {
        this.task = task;
        this.tmp = tmp;
    }

    synchronized String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void raw(byte[] bytes, int offset, int length) {
        written.write(bytes, offset, length);
    }

    @Override
    public synchronized void message(@Nullable LogLevel level, String text) {
        written.writeBytes((level + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean keeps(LogLevel level) {
        return true;
    }

    @Override
    public Optional<Path> taskRoot() {
        return Optional.of(task);
    }

    @Override
    public Optional<Path> layerRoot() {
        return Optional.empty();
    }

    @Override
    public Path tmp() {
        return tmp;
    }

    @Override
    public FunctionLog log() {
        return this;
    }

    @Override
    public FunctionVersion version() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public String initializationType() {
        return "on-demand";
    }

    @Override
    public String logGroup() {
        return "group";
    }

    @Override
    public String logStream() {
        return "stream";
    }

    @Override
    public void overflowed(long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exited(int status) {
        throw new UnsupportedOperationException();
    }
}
