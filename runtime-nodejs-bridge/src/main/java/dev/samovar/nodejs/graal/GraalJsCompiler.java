package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.Truffle;

/// Whether the host brings GraalVM's compiler, without which engine `graaljs` interprets: what computes much takes
/// many times as long then.
public final class GraalJsCompiler {
    private GraalJsCompiler() {}

    /// Whether hot code is compiled in this JVM.
    public static boolean isThere() {
        return !Truffle.getRuntime().getName().equals("Interpreted");
    }
}
