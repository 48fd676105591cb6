package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String CAPABILITIES = "CapEff:";

    /// `CAP_SETPCAP`, without which nobody takes any from those that it starts.
    private static final long TAKES = 1 << 8;

    private Powerless() {}

    /// The child is the user that functions are on Lambda, in a namespace of users of its own.
    static Optional<List<String>> ofUser() {
        return Tools.find("unshare")
                .map(tool -> List.of(
                        tool.toString(),
                        "--user",
                        "--map-user=" + FunctionUser.NUMBER,
                        "--map-group=" + FunctionUser.NUMBER));
    }

    /// The child stays who starts it, without capabilities.
    static Optional<List<String>> ofRoot() {
        return Tools.find("setpriv").map(tool -> {
            var all = new ArrayList<>(List.of(tool.toString()));
            all.addAll(OPTIONS);
            return all;
        });
    }

    /// The child stays this JVM's user, without capabilities if that is root and may take them.
    static List<String> ofHost() throws IOException {
        if (!SandboxUser.isRoot()) return List.of();
        long own = capabilities(Files.readString(Path.of("/proc/self/status")));
        if (own == 0) return List.of();
        var words = (own & TAKES) == 0 ? Optional.<List<String>>empty() : ofRoot();
        if (words.isEmpty())
            LOG.warn("children of this host, which is root, keep its powers: CAP_SETPCAP or the program setpriv is"
                    + " missing");
        return words.orElse(List.of());
    }

    /// Those that a process has, by what `/proc` tells of it.
    static long capabilities(String status) {
        return status.lines()
                .filter(line -> line.startsWith(CAPABILITIES))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring(CAPABILITIES.length()).strip(), 16))
                .findFirst()
                .orElse(0);
    }
}
