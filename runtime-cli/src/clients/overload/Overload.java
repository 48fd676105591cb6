import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Offers a function more requests than can run, at a steady rate whatever is answered, and tells what came of them.
///
/// Arguments: the endpoint, the function, requests a second, the seconds to warm up, the seconds to measure,
/// how many can run in a second.
final class Overload {
    private static final int CONNECTIONS = 200;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final String REASON = "\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"";

    /// What was answered.
    ///
    /// @param dueNanos when the request was due
    /// @param sentNanos when it was sent
    /// @param doneNanos when its answer was read
    private record Answer(int status, boolean right, long dueNanos, long sentNanos, long doneNanos) {}

    private final URI endpoint;
    private final byte[] request;
    private final LinkedBlockingQueue<Long> due = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore idle = new Semaphore(0);

    private Overload(URI endpoint, String function) {
        this.endpoint = endpoint;
        this.request = ("POST /2015-03-31/functions/" + function + "/invocations HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 2\r\n\r\n{}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws Exception {
        var rate = Integer.parseInt(arguments[2]);
        var warmUp = Integer.parseInt(arguments[3]);
        var seconds = Integer.parseInt(arguments[4]);
        var capacity = Double.parseDouble(arguments[5]);
        var load = new Overload(URI.create(arguments[0]), arguments[1]);
        for (var n = 0; n < CONNECTIONS; n++) Thread.ofPlatform().daemon().start(load::connection);
        load.offer(rate, warmUp);
        load.answers.clear();
        var begun = System.nanoTime();
        var offered = load.offer(rate, seconds);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        System.exit(load.report(offered, took, capacity) ? 0 : 1);
    }

    /// Offers requests at their times, and waits for all answers.
    private int offer(int rate, int seconds) throws InterruptedException {
        var count = rate * seconds;
        var begun = System.nanoTime();
        for (var n = 0; n < count; n++) {
            var at = begun + n * 1_000_000_000L / rate;
            for (long left; (left = at - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
            due.add(at);
        }
        idle.acquire(count);
        return count;
    }

    private void connection() {
        try (var socket = new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            while (true) {
                var at = due.take();
                var sent = System.nanoTime();
                socket.getOutputStream().write(request);
                answers.add(answer(socket.getInputStream(), at, sent));
                idle.release();
            }
        } catch (IOException e) {
            failures.add(e.toString());
            idle.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer answer(InputStream from, long due, long sent) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var there = from.read();
            if (there < 0) throw new IOException("the connection ended after '" + head + "'");
            head.append((char) there);
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) throw new IOException("no length in '" + head + "'");
        var body = new String(from.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        var done = System.nanoTime();
        var status = Integer.parseInt(head.substring(9, 12));
        var right = status == 200
                ? body.equals("\"done\"")
                : status == 429 && body.contains(REASON) && head.indexOf("Retry-After: ") > 0;
        return new Answer(status, right, due, sent, done);
    }

    private boolean report(int offered, Duration took, double capacity) {
        var all = List.copyOf(answers);
        var accepted = all.stream().filter(it -> it.status() == 200).toList();
        var refused = all.stream().filter(it -> it.status() == 429).toList();
        var wrong = all.stream().filter(it -> !it.right()).count();
        say("offered %d requests in %.1f s (%.0f a second, %.1f times the capacity of %.0f)",
                offered, seconds(took), offered / seconds(took), offered / seconds(took) / capacity, capacity);
        say("answered %d: %d accepted, %d refused with 429, %d wrong, %d connections lost",
                all.size(), accepted.size(), refused.size(), wrong, failures.size());
        failures.stream().distinct().limit(5).forEach(it -> say("lost: %s", it));
        var goodput = accepted.size() / seconds(took) / capacity;
        var good = goal(goodput >= 0.95, "goodput %.1f %% of capacity (goal: at least 95 %%)", 100 * goodput);
        var late = percentile(refused, false);
        good &= goal(late <= 5, "429 p99 %.2f ms from sending to the end of the answer (goal: at most 5 ms)", late);
        say("429 p99 %.2f ms from when the request was due, the generator's own lateness included", percentile(refused, true));
        return goal(wrong == 0 && failures.isEmpty() && all.size() == offered, "everyone was answered rightly") && good;
    }

    private static double percentile(List<Answer> of, boolean sinceDue) {
        var times = new ArrayList<Long>();
        for (var it : of) times.add(it.doneNanos() - (sinceDue ? it.dueNanos() : it.sentNanos()));
        times.sort(null);
        return times.isEmpty() ? 0 : times.get((int) Math.ceil(0.99 * times.size()) - 1) / 1e6;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static boolean goal(boolean met, String text, Object... values) {
        say((met ? "met:    " : "MISSED: ") + text, values);
        return met;
    }

    private static void say(String text, Object... values) {
        System.out.println("overload: " + String.format(Locale.ROOT, text, values));
    }
}
