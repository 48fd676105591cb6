package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sandboxed function reaches what its host lets it reach and nothing else: in two network namespaces of this test's
/// own, one with a database at `198.51.100.2`, one with the host at `198.51.100.1`.
final class NetworkAccessTest {
    /// Starts the database's namespace, connects it with this one, and runs the host in this one.
    private static final String TWO_NETWORKS = """
            set -e
            ip link set lo up
            unshare --net sleep 60 & database=$!
            while [ "$(readlink /proc/$database/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
            ip link add outside type veth peer name inside netns $database
            ip addr add 198.51.100.1/24 dev outside
            ip link set outside up
            nsenter --net -t $database sh -c 'ip link set lo up; ip addr add 198.51.100.2/24 dev inside; ip link set inside up'
            nsenter --net -t $database "$@" serve & serves=$!
            "$@" serve & here=$!
            until nsenter --net -t $database bash -c 'exec 3<>/dev/tcp/198.51.100.2/5432' 2>/dev/null; do sleep 0.1; done
            trap 'kill $database $serves $here' EXIT
            cat >$directory/questions
            mapfile -t questions <$directory/questions
            "$@" "$directory/code" "${questions[@]}" >$directory/answers
            """;

    @TempDir
    Path directory;

    private List<String> answers(Iterable<String> questions) throws Exception {
        Tool.BWRAP.path();
        Tool.IP.path();
        // The host is then no real root, whoever runs this: it has no other user to be, as an ordinary one has none.
        var words = new ArrayList<>(List.of("unshare", "--net", "--user", "--map-root-user"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        words.addAll(List.of("bash", "-c", TWO_NETWORKS, "bash", java));
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        words.add(NetworkHost.class.getName());
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("directory", directory.toString());
        var process = builder.start();
        try (var out = process.outputWriter()) {
            for (var question : questions) out.write(question + "\n");
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllLines(directory.resolve("answers"));
    }

    @Test
    void reachesOnePortOfADatabaseAndNothingElse() throws Exception {
        var expected = new LinkedHashMap<String, String>();
        // What is forwarded, by whatever client.
        expected.put("attached itself 127.0.0.1:15432", "tea\\r\\n");
        // What is allowed, through the proxy.
        expected.put("attached connect 198.51.100.2:5432", "HTTP/1.1 200 Connection established,tea");
        expected.put("attached socks 198.51.100.2:5432", "5 0 5 0 0 1 0 0 0 0 0 0 tea13 10 ");
        expected.put("attached variable x:1", "http://127.0.0.1:1080");
        // Another port, and past the proxy.
        expected.put("attached connect 198.51.100.2:80", "HTTP/1.1 403 Forbidden");
        expected.put("attached socks 198.51.100.2:80", "5 0 5 2 0 1 0 0 0 0 0 0 ");
        expected.put("attached url 198.51.100.2:80", "HTTP/1.1 403 Forbidden");
        expected.put("attached itself 198.51.100.2:5432", "ENETUNREACH");
        // The host, in every way, whatever the rules say.
        expected.put("attached connect 198.51.100.1:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached itself 127.0.0.1:15433", "");
        expected.put("attached connect 127.0.0.1:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached connect localhost:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached connect [::1]:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached connect [::ffff:127.0.0.1]:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached connect 2130706433:5432", "HTTP/1.1 403 Forbidden");
        expected.put("attached connect 169.254.169.254:80", "HTTP/1.1 403 Forbidden");
        expected.put("attached itself 127.0.0.1:5432", "ECONNREFUSED");
        // A function that is attached to nothing.
        expected.put("apart itself 127.0.0.1:15432", "ECONNREFUSED");
        expected.put("apart connect 198.51.100.2:5432", "ECONNREFUSED");
        expected.put("apart itself 198.51.100.2:5432", "ENETUNREACH");

        var answers = answers(expected.keySet());
        var found = new LinkedHashMap<String, String>();
        for (var question : expected.keySet()) {
            var answer = answers.get(found.size());
            found.put(question, answer.substring(1, answer.length() - 1));
        }
        assertThat(found).isEqualTo(expected);
    }
}
