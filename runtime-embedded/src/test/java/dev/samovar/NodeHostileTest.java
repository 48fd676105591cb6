package dev.samovar;

import dev.samovar.HostileScripts.Hostile;
import java.util.List;

/// Hostile scripts in child processes, which end whatever runs in them.
final class NodeHostileTest extends HostileScriptContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.NODE;
    }

    @Override
    List<Hostile> scripts() {
        return HostileScripts.all();
    }
}
