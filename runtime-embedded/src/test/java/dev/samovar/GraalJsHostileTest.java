package dev.samovar;

/// Hostile scripts inside this JVM.
final class GraalJsHostileTest extends HostileScriptContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.GRAALJS;
    }
}
