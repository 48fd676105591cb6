package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.java.guest.Guest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that does not want to end ends when its guest is killed.
final class LoopKillTest {
    @TempDir
    Path directory;

    static Stream<Arguments> hostile() {
        return Stream.of(
                form("an empty loop", "while (true) {}"),
                form("a loop that counts", "for (long i = 0; ; i++) sink = i;"),
                form("a loop that swallows everything", "while (true) try { work(); } catch (Throwable t) {}"),
                form(
                        "a loop inside a try inside a loop",
                        "while (true) try { while (true) work(); } catch (Throwable t) { sink++; }"),
                form(
                        "a finally that continues",
                        "while (true) try { throw new RuntimeException(); } finally { continue; }"),
                form(
                        "labelled loops that continue from a finally",
                        "outer: while (true) { for (int i = 0; ; i++) { try { if (i > 3) break; } finally { continue outer; } } }"),
                form(
                        "nested loops",
                        "outer: while (true) for (int i = 0; ; i++) for (int j = 0; ; j++) if (j > i) continue outer;"),
                form(
                        "a swallowed interrupt",
                        "while (true) try { Thread.sleep(Long.MAX_VALUE); } catch (InterruptedException e) {}"),
                form("parking", "while (true) java.util.concurrent.locks.LockSupport.park();"),
                form(
                        "waiting",
                        "var o = new Object(); synchronized (o) { while (true) try { o.wait(); } catch (InterruptedException e) {} }"),
                form(
                        "a latch that never opens",
                        "var l = new java.util.concurrent.CountDownLatch(1); while (true) try { l.await(); } catch (InterruptedException e) {}"),
                form("a loop under a monitor", "synchronized (Hostile.class) { while (true) work(); }"),
                form("a monitor taken in a loop", "while (true) synchronized (Hostile.class) { work(); }"),
                form("recursion that doubles in a finally", "explode();"),
                form(
                        "recursion that survives its overflow",
                        "while (true) try { deep(0); } catch (StackOverflowError e) {}"),
                form("recursion between two methods", "while (true) try { ping(); } catch (Error e) {}"),
                form("a lambda", "Runnable r = () -> { while (true) work(); }; r.run();"),
                form(
                        "an endless stream",
                        "java.util.stream.Stream.iterate(1, i -> i + 1).forEach(i -> { sink = i; });"),
                form(
                        "a parallel stream",
                        "java.util.stream.Stream.iterate(1, i -> i + 1).parallel().filter(i -> i < 0).findAny();"),
                form(
                        "a do-while with a switch",
                        "int s = 0; do { switch (s) { case 0 -> s = 1; case 1 -> s = 2; default -> s = 0; } } while (true);"),
                form(
                        "a loop made by a switch",
                        "int s = 0; loop: for (;;) { switch (s++ & 3) { case 0: continue loop; case 1: break; default: } }"),
                form(
                        "a loop with values on the stack",
                        "sink = 1L + twice(switch ((int) sink & 0) { case 1 -> 2; default -> { while (true) work(); } }, 2.0);"),
                form(
                        "an iterator without an end",
                        "Iterable<Integer> all = () -> new java.util.Iterator<>() { public boolean hasNext() { return true; } public Integer next() { return 1; } }; for (var i : all) sink += i;"),
                form(
                        "string building",
                        "var b = new StringBuilder(); while (true) { b.append(sink); if (b.length() > 10_000) b.setLength(0); }"),
                form(
                        "a comparator without an end",
                        "new java.util.ArrayList<>(java.util.List.of(2, 1)).sort((a, b) -> { while (true) work(); });"),
                form("a constructor", "new Endless();"),
                form("a class initialiser", "Initialiser.touch();"),
                form("a default method", "new Looping() {}.loop();"),
                form(
                        "virtual threads",
                        "var t = Thread.startVirtualThread(() -> { while (true) work(); }); while (true) try { t.join(); } catch (InterruptedException e) {}"),
                form("a platform thread", "new Thread(() -> { while (true) work(); }).start(); while (true) work();"),
                form(
                        "a future",
                        "java.util.concurrent.CompletableFuture.supplyAsync(() -> { while (true) work(); }).join();"),
                form(
                        "an executor",
                        "var e = java.util.concurrent.Executors.newFixedThreadPool(2); e.submit(() -> { while (true) work(); }); while (true) work();"),
                form(
                        "a timer",
                        "new java.util.Timer().schedule(new java.util.TimerTask() { public void run() { while (true) work(); } }, 0); while (true) work();"),
                form(
                        "reflection",
                        "while (true) try { Hostile.class.getDeclaredMethod(\"work\").invoke(null); } catch (Throwable t) {}"),
                form("interrupts that are cleared", "while (true) Thread.interrupted();"));
    }

    private static Arguments form(String name, String body) {
        return Arguments.of(name, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void ends(String name, String body) throws Exception {
        try (var guests = Guests.of(directory, hostile(body))) {
            var run = guests.start("Hostile", "run");
            guests.out.await("started");
            guests.guest.kill();
            assertThat(run).failsWithin(Duration.ofSeconds(10));
            guests.guest.end();
            for (var thread : guests.guest.threads().alive())
                assertThat(thread.join(Duration.ofSeconds(10)))
                        .as(thread.toString())
                        .isTrue();
        }
    }

    @Test
    void oneKillEndsManyGuestsAndSparesTheOthers() throws Exception {
        try (var first = Guests.of(directory, hostile("while (true) {}"));
                var second = first.another(directory.resolve("second"));
                var spared = first.another(directory.resolve("spared"))) {
            var runs = List.of(first.start("Hostile", "run"), second.start("Hostile", "run"));
            var goesOn = spared.start("Hostile", "run");
            for (var each : List.of(first, second, spared)) each.out.await("started");
            Guest.kill(List.of(first.guest, second.guest));
            for (var run : runs) assertThat(run).failsWithin(Duration.ofSeconds(10));
            assertThat(goesOn).isNotDone();
            assertThat(spared.guest.killed()).isFalse();
        }
    }

    @Test
    void killedCodeRunsNoMore() throws Exception {
        try (var guests = Guests.of(directory, hostile("return;"))) {
            guests.call("Hostile", "run");
            guests.guest.kill();
            assertThat(guests.start("Hostile", "run"))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("ended");
        }
    }

    @Test
    void whatCannotBeKilledIsTold() throws Exception {
        try (var guests = Guests.of(directory, hostile("synchronized (Hostile.class) { work(); }"))) {
            var run = new java.util.concurrent.CompletableFuture<Object>();
            synchronized (guests.loader.loadClass("Hostile")) {
                var blocked = guests.start("Hostile", "run");
                var _ = blocked.whenComplete((_, _) -> run.complete("over"));
                guests.out.await("started");
                guests.guest.kill();
                assertThat(guests.guest.threads().alive()).hasSize(1);
                assertThat(run).isNotDone();
            }
            assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo("over");
        }
    }

    private static String hostile(String body) {
        return """
            public class Hostile {
                static volatile long sink;
                static void work() { sink++; }
                static void explode() { try { explode(); } finally { explode(); } }
                static int deep(int n) { return deep(n + 1) + deep(n + 2); }
                static void ping() { pong(); }
                static void pong() { ping(); }
                static long twice(long a, double b) { return a * 2; }
                public static void run() throws Exception {
                    System.out.println("started");
                    %s
                }
                static class Endless { Endless() { super(); while (true) work(); } }
                static class Initialiser { static boolean on = true; static { while (on) work(); } static void touch() {} }
                interface Looping { default void loop() { while (true) work(); } }
            }
            """.formatted(body);
    }
}
