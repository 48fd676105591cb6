package dev.samovar;

import java.util.ArrayList;
import java.util.List;

/// Bodies of handlers that do not want to end, by family. No two have one loop body.
final class HostileHandlers {
    private HostileHandlers() {}

    /// One handler.
    ///
    /// @param killable whether a JVM can end it; what it cannot is quarantined
    record Hostile(String family, int number, String body, boolean killable) {
        String className() {
            return family + number;
        }

        String source() {
            return """
                    package hostile;
                    import java.io.*; import java.math.*; import java.net.*; import java.nio.file.*; import java.time.*;
                    import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*;
                    import java.util.concurrent.locks.*; import java.util.function.*; import java.util.stream.*;
                    public class %s {
                        static long n; static final Object LOCK = new Object();
                        static void swallow(Throwable t) { n++; }
                        public String run(Map<String, Object> event) throws Throwable {
                            if (event.containsKey("calm")) return "calm";
                            %s
                        }
                        %s
                    }
                    """.formatted(className(), bodyOnly(), members());
        }

        private String bodyOnly() {
            return body.contains("@@") ? body.substring(0, body.indexOf("@@")) : body;
        }

        private String members() {
            return body.contains("@@") ? body.substring(body.indexOf("@@") + 2) : "";
        }

        @Override
        public String toString() {
            return className();
        }
    }

    static List<Hostile> all() {
        var all = new ArrayList<Hostile>();
        family(
                all,
                "Loop",
                true,
                "while (true) { n++; }",
                "for (;;) { }",
                "do { n ^= 31; } while (true);",
                "outer: while (true) { for (int i = 0; i < 10; i++) { if (i == 5) continue outer; n += i; } }",
                "int i = 0; while (true) { switch (i) { case 0 -> i = 1; case 1 -> i = 2; default -> i = 0; } }",
                "boolean go = true; while (go) { go = n++ < Long.MAX_VALUE; } return \"done\";");
        family(
                all,
                "CatchAll",
                true,
                "while (true) { try { n++; } catch (Throwable t) { swallow(t); } }",
                "while (true) { try { throw new Error(\"again\"); } catch (Throwable t) { n--; } }",
                "for (;;) { try { while (true) n += 2; } catch (Throwable t) { try { while (true) n += 3; } catch (Throwable u) { n += 4; } } }",
                "while (true) { try { Object o = null; o.hashCode(); } catch (NullPointerException | Error e) { n = 1; } }",
                "while (true) try { spin(); } catch (Throwable t) { }@@static void spin() { for (int i = 0; i >= 0; i = (i + 1) & 0xffff) n = i; }");
        family(
                all,
                "Finally",
                true,
                "while (true) { try { n++; } finally { continue; } }",
                "for (;;) { try { throw new IllegalStateException(); } finally { n = 7; continue; } }",
                "a: while (true) { try { while (true) n++; } finally { continue a; } }",
                "while (true) { try { try { n += 5; } finally { n -= 5; } } finally { continue; } }");
        family(
                all,
                "Recursion",
                true,
                "while (true) { try { dive(0); } catch (StackOverflowError e) { n++; } }@@static int dive(int d) { return dive(d + 1) + 1; }",
                "bush(); return \"done\";@@static void bush() { try { bush(); } finally { bush(); } }",
                "while (true) { try { ping(); } catch (StackOverflowError e) { } }@@static void ping() { pong(); } static void pong() { ping(); }",
                "return \"\" + fib(200);@@static long fib(int k) { return k < 2 ? k : fib(k - 1) + fib(k - 2); }",
                "Runnable[] self = new Runnable[1]; self[0] = () -> { try { self[0].run(); } catch (StackOverflowError e) { n++; } self[0].run(); }; self[0].run(); return \"done\";");
        family(
                all,
                "Lambda",
                true,
                "Stream.generate(() -> n++).forEach(x -> n -= x); return \"done\";",
                "Stream.iterate(1L, x -> x + 1).filter(x -> x < 0).findFirst(); return \"done\";",
                "IntStream.iterate(0, x -> x).map(x -> x + 1).allMatch(x -> x == 1); return \"done\";",
                "Supplier<Boolean> yes = () -> true; while (yes.get()) { n = n * 3; } return \"done\";",
                "new Iterator<Integer>() { public boolean hasNext() { return true; } public Integer next() { return 1; } }.forEachRemaining(x -> n += x); return \"done\";",
                "IntStream.range(0, Integer.MAX_VALUE).parallel().forEach(x -> { for (int k = 0; k < 1000000; k++) n ^= k; }); return \"done\";");
        family(
                all,
                "Sleep",
                true,
                "while (true) { try { Thread.sleep(100000); } catch (InterruptedException e) { n++; } }",
                "while (true) LockSupport.park();",
                "CountDownLatch never = new CountDownLatch(1); while (true) try { never.await(); } catch (InterruptedException e) { n--; }",
                "synchronized (LOCK) { while (true) try { LOCK.wait(); } catch (InterruptedException e) { n += 9; } }",
                "while (true) { TimeUnit.HOURS.sleep(1); }");
        family(
                all,
                "Lock",
                true,
                "synchronized (LOCK) { while (true) n++; }",
                "ReentrantLock lock = new ReentrantLock(); lock.lock(); while (lock.isHeldByCurrentThread()) n = lock.getHoldCount(); return \"done\";",
                "Semaphore none = new Semaphore(0); while (true) try { none.acquire(); } catch (InterruptedException e) { none.drainPermits(); }",
                "while (true) synchronized (new Object()) { n = n << 1; }");
        family(
                all,
                "Threads",
                true,
                "Thread t = new Thread(() -> { while (true) n++; }); t.start(); while (true) try { t.join(); } catch (InterruptedException e) { n = 0; }",
                "ExecutorService pool = Executors.newFixedThreadPool(2); pool.submit(() -> { while (true) n--; }).get(); return \"done\";",
                "Thread.startVirtualThread(() -> { for (;;) n += 11; }).join(); return \"done\";",
                "CompletableFuture.supplyAsync(() -> { while (true) { n = 13; } }).join(); return \"done\";",
                "while (true) { Thread t = new Thread(() -> n++); t.start(); t.join(); }",
                "new Timer().schedule(new TimerTask() { public void run() { while (true) n += 17; } }, 0); new CountDownLatch(1).await(); return \"done\";");
        family(
                all,
                "Collection",
                true,
                "List<Object> list = new ArrayList<>(); while (true) { list.add(n++); if (list.size() > 100) list.clear(); }",
                "Map<Integer, Integer> map = new HashMap<>(); for (int i = 0; ; i = (i + 1) % 64) map.merge(i, 1, Integer::sum);",
                "Deque<Integer> queue = new ArrayDeque<>(List.of(1, 2, 3)); while (!queue.isEmpty()) queue.addLast(queue.removeFirst()); return \"done\";",
                "PriorityQueue<Long> heap = new PriorityQueue<>(List.of(1L)); while (true) heap.add(heap.remove() + 1);");
        family(
                all,
                "Text",
                true,
                "StringBuilder text = new StringBuilder(); while (true) { text.append('x'); if (text.length() > 1000) text.setLength(0); }",
                "String s = \"a\"; while (true) s = s.length() > 50 ? \"a\" : s + s.charAt(0);",
                "while (true) n += \"tea,cup,leaf\".split(\",\").length;",
                "while (true) n = String.format(\"%d\", n).length();");
        family(
                all,
                "Throw",
                true,
                "while (true) { try { throw new Exception(\"deep\", new Exception()); } catch (Exception e) { n += e.getStackTrace().length; } }",
                "while (true) { try { Integer.parseInt(\"tea\"); } catch (NumberFormatException e) { n |= 1; } }",
                "while (true) { try { Object[] a = new Integer[1]; a[0] = \"x\"; } catch (ArrayStoreException e) { n &= 3; } }");
        family(
                all,
                "Reflect",
                true,
                "java.lang.reflect.Method m = getClass().getMethod(\"tick\"); while (true) try { m.invoke(null); } catch (Throwable t) { }@@public static void tick() { n++; }",
                "Runnable r = (Runnable) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> { n++; return null; }); while (true) r.run();",
                "var h = java.lang.invoke.MethodHandles.lookup().findStatic(getClass(), \"tick\", java.lang.invoke.MethodType.methodType(void.class)); while (true) try { h.invoke(); } catch (Throwable t) { n--; }@@public static void tick() { n += 2; }");
        family(
                all,
                "Files",
                true,
                "Path file = Path.of(\"/tmp/spin\"); while (true) Files.writeString(file, \"\" + n++);",
                "while (true) { try (var in = new ByteArrayInputStream(new byte[10])) { while (in.read() >= 0) n++; } }",
                "PipedInputStream in = new PipedInputStream(new PipedOutputStream()); while (true) try { n = in.read(); } catch (IOException e) { n++; }",
                "while (true) { System.out.print(\"\"); }");
        family(
                all,
                "Jdk",
                false,
                "return \"\" + BigInteger.TWO.pow(60_000_000).multiply(BigInteger.TEN.pow(20_000_000)).bitLength();",
                "return \"\" + \"x\".repeat(3000).matches(\"x*x*x*x*x*x*y\");",
                "long[] big = new Random(1).longs(40_000_000).toArray(); while (big != null) Arrays.parallelSort(big); return \"done\";");
        return all;
    }

    private static void family(List<Hostile> all, String family, boolean killable, String... bodies) {
        for (int i = 0; i < bodies.length; i++) all.add(new Hostile(family, i + 1, bodies[i], killable));
    }
}
