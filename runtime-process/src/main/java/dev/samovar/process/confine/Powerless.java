package dev.samovar.process.confine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Words before the command of a trusted child, which take from it what root may do: it stays this JVM's user outside.
final class Powerless {
    /// Options of `setpriv`.
    static final List<String> OPTIONS = List.of("--inh-caps=-all", "--bounding-set=-all", "--no-new-privs");

    private static final Logger LOG = LoggerFactory.getLogger(Powerless.class);

    private Powerless() {}

    /// The child is the user that functions are on Lambda, in a namespace of users of its own.
    static Optional<List<String>> ofUser() {
        return Tools.find("unshare")
                .map(tool -> List.of(
                        tool.toString(), "--user", "--map-user=" + OwnFiles.USER, "--map-group=" + OwnFiles.USER));
    }

    /// The child stays who starts it, without capabilities.
    static Optional<List<String>> ofRoot() {
        return Tools.find("setpriv").map(tool -> {
            var all = new ArrayList<>(List.of(tool.toString()));
            all.addAll(OPTIONS);
            return all;
        });
    }

    /// The child stays this JVM's user, without capabilities if that is root.
    static List<String> ofHost() throws IOException {
        if (!SandboxUser.isRoot()) return List.of();
        var words = ofRoot();
        if (words.isEmpty())
            LOG.warn("children of this host, which is root, keep its powers: the program setpriv is missing");
        return words.orElse(List.of());
    }
}
