package dev.samovar;

import dev.samovar.HostileScripts.Hostile;
import java.util.List;

/// Hostile scripts inside this JVM that it cannot end: their callers are answered and the next request is served all
/// the same. They keep a processor busy until the JVM ends, so these have a JVM of their own.
final class GraalJsUnkillableTest extends HostileScriptContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.GRAALJS;
    }

    @Override
    List<Hostile> scripts() {
        return HostileScripts.all().stream()
                .filter(script -> !script.killable())
                .toList();
    }
}
