package dev.samovar.java.guest;

import java.io.InputStream;
import java.io.PrintStream;

/// What an environment has in place of `System.in`, `System.out` and `System.err`. The fields are public because
/// reflection on those fields of `System` is led to them.
public final class StandardStreams {
    public volatile InputStream in;
    public volatile PrintStream out;
    public volatile PrintStream err;

    StandardStreams(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }
}
