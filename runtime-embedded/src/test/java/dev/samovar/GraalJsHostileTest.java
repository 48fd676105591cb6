package dev.samovar;

import dev.samovar.HostileScripts.Hostile;
import java.util.List;

/// Hostile scripts inside this JVM that it can end.
final class GraalJsHostileTest extends HostileScriptContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.GRAALJS;
    }

    @Override
    List<Hostile> scripts() {
        return HostileScripts.all().stream().filter(Hostile::killable).toList();
    }
}
