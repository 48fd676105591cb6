package dev.samovar.process.confine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Words before the command of a trusted child, which take from it what root may do: it stays this JVM's user outside.
final class Powerless {
    /// Options of `setpriv`.
    static final List<String> OPTIONS = List.of("--inh-caps=-all", "--bounding-set=-all", "--no-new-privs");

    private Powerless() {}

    /// It is the user that functions are on Lambda, in a namespace of users below that of whoever starts it.
    static Optional<List<String>> ofUser() {
        return Tools.find("unshare")
                .map(tool -> List.of(
                        tool.toString(), "--user", "--map-user=" + OwnFiles.USER, "--map-group=" + OwnFiles.USER));
    }

    /// It is whoever starts it, and may do nothing as that.
    static Optional<List<String>> ofRoot() {
        return Tools.find("setpriv").map(tool -> {
            var all = new ArrayList<>(List.of(tool.toString()));
            all.addAll(OPTIONS);
            return all;
        });
    }

    /// It is this JVM's user; nothing is taken from one that is not root.
    static List<String> ofHost() throws IOException {
        var words = ofRoot();
        return words.isPresent() && SandboxUser.isRoot() ? words.get() : List.of();
    }
}
