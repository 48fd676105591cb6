package dev.samovar.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One run of the command in this JVM: its exit status and its two streams.
record Ran(int status, String out, String err) {

    static Ran samovar(String... args) {
        return withInput("", args);
    }

    static Ran withInput(String in, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        int status = new Main(input, new Console(out, err)).run(args);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
