package dev.samovar.benchmarks;

import dev.samovar.benchmarks.Packages.Source;

/// The customer's code of [LoopKillOverhead]: each class is a `LongSupplier` with one hot loop.
final class HotLoops {
    private HotLoops() {}

    static Source[] sources() {
        return new Source[] {NUMBERS, OBJECTS, STRINGS, SORTING, SMALL_METHODS};
    }

    private static final Source NUMBERS = new Source("hot.Numbers", """
            package hot;
            public class Numbers implements java.util.function.LongSupplier {
                private static final int SIZE = 96;
                private final double[][] a = new double[SIZE][SIZE], b = new double[SIZE][SIZE];
                public Numbers() {
                    for (int i = 0; i < SIZE; i++)
                        for (int j = 0; j < SIZE; j++) {
                            a[i][j] = i + j;
                            b[i][j] = i - j;
                        }
                }
                public long getAsLong() {
                    double[][] c = new double[SIZE][SIZE];
                    for (int i = 0; i < SIZE; i++)
                        for (int k = 0; k < SIZE; k++)
                            for (int j = 0; j < SIZE; j++) c[i][j] += a[i][k] * b[k][j];
                    double sum = 0;
                    for (double[] row : c) for (double cell : row) sum += cell;
                    return (long) sum;
                }
            }
            """);

    private static final Source OBJECTS = new Source("hot.Objects", """
            package hot;
            public class Objects implements java.util.function.LongSupplier {
                private static final class Node {
                    final int value;
                    final Node next;
                    Node(int value, Node next) { this.value = value; this.next = next; }
                }
                public long getAsLong() {
                    Node head = null;
                    for (int i = 0; i < 10_000; i++) head = new Node(i, head);
                    long sum = 0;
                    for (Node node = head; node != null; node = node.next) sum += node.value;
                    return sum;
                }
            }
            """);

    private static final Source STRINGS = new Source("hot.Strings", """
            package hot;
            public class Strings implements java.util.function.LongSupplier {
                public long getAsLong() {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 2_000; i++)
                        text.append("line ").append(i).append(": ").append(i % 7 == 0).append('\\n');
                    return text.toString().length();
                }
            }
            """);

    private static final Source SORTING = new Source("hot.Sorting", """
            package hot;
            import java.util.*;
            public class Sorting implements java.util.function.LongSupplier {
                private record Person(String name, int age) {}
                private final List<Person> people = new ArrayList<>();
                public Sorting() {
                    Random random = new Random(42);
                    for (int i = 0; i < 5_000; i++) people.add(new Person("name" + random.nextInt(1000), random.nextInt(100)));
                }
                public long getAsLong() {
                    List<Person> sorted = new ArrayList<>(people);
                    sorted.sort((a, b) -> a.age() != b.age() ? Integer.compare(a.age(), b.age()) : a.name().compareTo(b.name()));
                    return sorted.get(0).age() + sorted.get(4_999).age();
                }
            }
            """);

    private static final Source SMALL_METHODS = new Source("hot.SmallMethods", """
            package hot;
            public class SmallMethods implements java.util.function.LongSupplier {
                public long getAsLong() { return fibonacci(21); }
                private long fibonacci(int n) { return isSmall(n) ? n : sum(before(n, 1), before(n, 2)); }
                private boolean isSmall(int n) { return n < 2; }
                private long before(int n, int steps) { return fibonacci(n - steps); }
                private long sum(long a, long b) { return a + b; }
            }
            """);
}
