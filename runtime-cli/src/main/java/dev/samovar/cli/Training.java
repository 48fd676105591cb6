package dev.samovar.cli;

import dev.samovar.java.JavaBridge;
import dev.samovar.nodejs.graal.GraalJsBridge;
import java.io.InputStream;

/// What the start-up cache is made by: an invocation of each function that is named, all in one JVM and by
/// the engines in it.
public final class Training {
    private Training() {}

    public static void main(String[] functions) {
        for (var function : functions) {
            var engine = function.endsWith(".jar") ? JavaBridge.ENGINE : GraalJsBridge.ENGINE;
            new Main(InputStream.nullInputStream(), Console.ofProcess())
                    .run("invoke", function, "--engine", engine, "--event", "{\"name\":\"tea\"}");
        }
    }
}
