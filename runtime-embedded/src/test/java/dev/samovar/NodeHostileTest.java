package dev.samovar;

/// Hostile scripts in child processes, which end whatever runs in them.
final class NodeHostileTest extends HostileScriptContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.NODE;
    }
}
