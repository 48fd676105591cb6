package dev.samovar.cli;

import java.io.InputStream;

/// What the start-up cache is made by: an invocation of each function that is named, all in one JVM.
public final class Training {
    private Training() {}

    public static void main(String[] functions) {
        for (var function : functions)
            new Main(InputStream.nullInputStream(), Console.ofProcess())
                    .run("invoke", function, "--event", "{\"name\":\"tea\"}");
    }
}
