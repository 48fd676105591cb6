package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a guest finds in place of the process-wide things, and that the host keeps its own.
final class RedirectBehaviourTest {
    @TempDir
    Path directory;

    private String answer(String imports, String body) throws Exception {
        try (var guests = guests(imports, body)) {
            return guests.text("Code", "run");
        }
    }

    private Guests guests(String imports, String body) throws Exception {
        return Guests.of(
                directory,
                settings -> settings.variables(Map.of("NAME", "samovar", "TZ", ":UTC"))
                        .property("flag", "true")
                        .property("number", "0x10")
                        .machine(512L << 20, 2),
                """
                %s
                public class Code {
                    public static Object run() throws Throwable { %s }
                }
                """.formatted(imports, body));
    }

    @Test
    void environmentVariablesAreTheGuests() throws Exception {
        assertThat(answer("", "return System.getenv() + System.getenv(\"NAME\") + System.getenv(\"PATH\");"))
                .contains("NAME=samovar")
                .endsWith("samovarnull")
                .doesNotContain("PATH=");
    }

    @Test
    void propertiesAreTheGuests() throws Exception {
        assertThat(answer("", """
                                System.setProperty("mine", "1");
                                return System.getProperty("mine") + System.getProperties().getProperty("mine")
                                    + System.clearProperty("mine") + System.getProperty("mine", "gone")
                                    + System.getProperty("java.io.tmpdir") + System.getProperty("user.dir")
                                    + Boolean.getBoolean("flag") + Integer.getInteger("number") + Long.getLong("number", 1)
                                    + Integer.getInteger("none", 7);
                                """)).isEqualTo("111gone/tmp/var/tasktrue16167");
        assertThat(System.getProperty("mine")).isNull();
    }

    @Test
    void propertiesAreTheGuestsThroughReflectionToo() throws Exception {
        assertThat(answer("import java.lang.invoke.*; import java.util.function.*;", """
                                Function<String, String> reference = System::getProperty;
                                var method = System.class.getMethod("getProperty", String.class);
                                var handle = MethodHandles.lookup().findStatic(System.class, "getProperty",
                                    MethodType.methodType(String.class, String.class));
                                return reference.apply("user.dir") + method.invoke(null, "user.dir") + handle.invoke("user.dir")
                                    + (String) handle.invokeExact("flag") + MethodHandles.lookup().unreflect(method).invoke("flag");
                                """))
                .isEqualTo("/var/task/var/task/var/tasktruetrue");
    }

    @Test
    void exitEndsTheGuestAndNotTheHost() throws Exception {
        for (var call : new String[] {
            "System.exit(3)",
            "Runtime.getRuntime().exit(3)",
            "Runtime.getRuntime().halt(3)",
            "System.class.getMethod(\"exit\", int.class).invoke(null, 3)",
            "((java.util.function.IntConsumer) System::exit).accept(3)",
            "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 3)"
        }) {
            var status = new AtomicInteger();
            try (var guests = Guests.of(
                    directory,
                    settings -> settings.onExit(status::set),
                    "public class Code { public static void run() throws Throwable { try { %s; } catch (Throwable t) { while (true); } } }"
                            .formatted(call))) {
                assertThat(guests.start("Code", "run")).failsWithin(Duration.ofSeconds(10));
                assertThat(status).as(call).hasValue(3);
                assertThat(guests.guest.killed()).isTrue();
            }
        }
    }

    @Test
    void standardStreamsAreTheGuests() throws Exception {
        try (var guests = guests("import java.io.*;", """
                System.out.println("to out");
                System.err.println("to err");
                System.class.getField("out").get(null).getClass();
                ((PrintStream) System.class.getField("out").get(null)).println("reflected");
                ((PrintStream) java.lang.invoke.MethodHandles.lookup()
                    .findStaticGetter(System.class, "out", PrintStream.class).invoke()).println("looked up");
                var other = new ByteArrayOutputStream();
                System.setOut(new PrintStream(other, true));
                System.out.print("captured");
                return other.toString() + System.in.read() + System.console();
                """)) {
            var host = System.out;
            assertThat(guests.text("Code", "run")).isEqualTo("captured-1null");
            assertThat(guests.out()).isEqualTo("to out\nreflected\nlooked up\n");
            assertThat(guests.err()).isEqualTo("to err\n");
            assertThat(System.out).isSameAs(host);
        }
    }

    @Test
    void stackTracesGoToTheGuestsStandardError() throws Exception {
        try (var guests = guests("", """
                class Own extends Exception { public void printStackTrace() { System.err.println("own way"); super.printStackTrace(); } }
                class Quiet extends Exception {}
                new IllegalStateException("plain").printStackTrace();
                new Quiet().printStackTrace();
                Throwable own = new Own();
                own.printStackTrace();
                java.util.function.Consumer<Throwable> reference = Throwable::printStackTrace;
                reference.accept(new Exception("referenced"));
                Throwable.class.getMethod("printStackTrace").invoke(new Exception("reflected"));
                Thread.dumpStack();
                return null;
                """)) {
            guests.call("Code", "run");
            assertThat(guests.err())
                    .contains(
                            "IllegalStateException: plain",
                            "Quiet",
                            "own way\nCode$1Own",
                            "Exception: referenced",
                            "Exception: reflected",
                            "Exception: Stack trace");
        }
    }

    @Test
    void uncaughtExceptionsGoToTheGuest() throws Exception {
        try (var guests = guests("", """
                var t = new Thread(() -> { throw new IllegalStateException("nobody"); }, "worker");
                t.start(); t.join();
                Thread.setDefaultUncaughtExceptionHandler((thread, e) -> System.out.println("handled " + e.getMessage()));
                var u = new Thread(() -> { throw new IllegalStateException("one"); });
                u.start(); u.join();
                var v = Thread.startVirtualThread(() -> { throw new IllegalStateException("two"); });
                v.join();
                return Thread.getDefaultUncaughtExceptionHandler() != null;
                """)) {
            assertThat(guests.text("Code", "run")).isEqualTo("true");
            assertThat(guests.err()).contains("Exception in thread \"worker\" java.lang.IllegalStateException: nobody");
            assertThat(guests.out()).contains("handled one", "handled two");
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
        }
    }

    @Test
    void zoneAndClockAreTheGuests() throws Exception {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            assertThat(answer("import java.time.*; import java.util.*; import java.text.*;", """
                                    var epoch = new Date(0);
                                    return String.join("|", TimeZone.getDefault().getID(), ZoneId.systemDefault().getId(),
                                        Clock.systemDefaultZone().getZone().getId(), ZonedDateTime.now().getZone().getId(),
                                        OffsetDateTime.now().getOffset().getId(), epoch.toString(),
                                        new SimpleDateFormat("HH:mm").format(epoch), Calendar.getInstance().getTimeZone().getID(),
                                        new GregorianCalendar().getTimeZone().getID(), GregorianCalendar.getInstance().getTimeZone().getID(),
                                        DateFormat.getDateTimeInstance().format(epoch).substring(0, 11),
                                        "" + new GregorianCalendar(1970, 0, 1).getTimeInMillis(),
                                        "" + Duration.between(LocalDateTime.now(), LocalDateTime.now(ZoneId.of("UTC"))).toMinutes());
                                    """))
                    .isEqualTo("UTC|UTC|UTC|UTC|Z|Thu Jan 01 00:00:00 UTC 1970|00:00|UTC|UTC|UTC|Jan 1, 1970|0|0");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aGuestMayChangeItsOwnZoneAndLocale() throws Exception {
        var zone = ZoneId.systemDefault();
        var locale = Locale.getDefault();
        assertThat(answer("import java.util.*;", """
                                TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
                                Locale.setDefault(Locale.GERMANY);
                                return new Date(0) + new Date(0).toString() + java.time.ZoneId.systemDefault() + Locale.getDefault()
                                    + String.format("%.1f", 1.5) + "%.1f".formatted(2.5) + java.text.NumberFormat.getInstance().format(1234.5);
                                """))
                .endsWith("Thu Jan 01 01:00:00 CET 1970Europe/Berlinde_DE1,52,51.234,5");
        assertThat(ZoneId.systemDefault()).isEqualTo(zone);
        assertThat(Locale.getDefault()).isEqualTo(locale);
    }

    @Test
    void localeIsTheGuests() throws Exception {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(answer("import java.util.*;", """
                                    return Locale.getDefault() + String.format("%.1f", 1.5) + "TITLE".toLowerCase() + "title".toUpperCase()
                                        + new java.text.DecimalFormat("0.0").format(1.5)
                                        + java.time.format.DateTimeFormatter.ofPattern("MMM").format(java.time.Month.MAY)
                                        + List.of("I").stream().map(String::toLowerCase).toList();
                                    """)).isEqualTo("en_US1.5titleTITLE1.5May[i]");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theMachineHasTheGuestsSize() throws Exception {
        assertThat(answer("", """
                                var r = Runtime.getRuntime();
                                return r.maxMemory() + " " + r.totalMemory() + " " + r.availableProcessors() + " " + (r.freeMemory() <= r.maxMemory());
                                """)).isEqualTo("536870912 536870912 2 true");
    }

    @Test
    void shutdownHooksRunWhenTheGuestEnds() throws Exception {
        try (var guests = guests("", """
                var removed = new Thread(() -> System.out.println("never"));
                Runtime.getRuntime().addShutdownHook(removed);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
                return Runtime.getRuntime().removeShutdownHook(removed);
                """)) {
            assertThat(guests.text("Code", "run")).isEqualTo("true");
            assertThat(guests.out()).isEmpty();
            assertThat(guests.guest.runShutdownHooks(Duration.ofSeconds(10))).isTrue();
            assertThat(guests.out()).isEqualTo("goodbye\n");
        }
    }

    @Test
    void childProcessesStartFromTheGuestsVariables() throws Exception {
        assertThat(answer("import java.io.*;", """
                                var built = new ProcessBuilder("/bin/sh", "-c", "echo $NAME; env | wc -l; pwd").start();
                                var run = Runtime.getRuntime().exec("/usr/bin/env");
                                var reflected = (Process) ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("/usr/bin/env"));
                                return new String(built.getInputStream().readAllBytes()) + new String(run.getInputStream().readAllBytes())
                                    + new String(reflected.getInputStream().readAllBytes());
                                """))
                .startsWith("samovar\n")
                .contains(directory.resolve("home/task").toString())
                .doesNotContain("JAVA_HOME", "HOME=");
    }

    @Test
    void childProcessesEndWithTheGuest() throws Exception {
        var guests = guests("", "return new ProcessBuilder(\"/bin/sleep\", \"1000\").start();");
        var process = (Process) guests.call("Code", "run");
        guests.close();
        assertThat(Objects.requireNonNull(process).onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void grandchildProcessesEndWithTheGuest() throws Exception {
        var guests = guests("", """
                var shell = new ProcessBuilder("/bin/sh", "-c", "sleep 77 & echo $!; wait; true").start();
                return shell.inputReader().readLine();
                """);
        var sleep = ProcessHandle.of(Long.parseLong(guests.text("Code", "run"))).orElseThrow();
        guests.close();
        assertThat(sleep.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void loggersOfTheJdkPrintToTheGuest() throws Exception {
        try (var guests = guests("import java.util.logging.*;", """
                Logger.getLogger("a.b").info("hello {0}");
                Logger.getLogger("a.b").log(Level.WARNING, "with {0}", "parameter");
                Logger.getLogger("a").fine("too fine");
                Logger.getAnonymousLogger().severe("nameless");
                Logger.getGlobal().severe("global");
                System.getLogger("system").log(System.Logger.Level.ERROR, "by {0}", "System.Logger");
                LogManager.getLogManager().readConfiguration(new java.io.ByteArrayInputStream("x.level=SEVERE".getBytes()));
                Logger.getLogger("x").warning("below");
                var own = new Logger("own", null) {};
                own.setUseParentHandlers(false);
                own.addHandler(new ConsoleHandler());
                own.info("by a console handler");
                return Logger.getLogger("").getHandlers().length + LogManager.getLogManager().getLogger("a.b").getParent().getName();
                """)) {
            var names = java.util.Collections.list(
                    java.util.logging.LogManager.getLogManager().getLoggerNames());
            assertThat(guests.text("Code", "run")).isEqualTo("1a");
            assertThat(guests.err())
                    .contains(
                            "Code run\nINFO: hello {0}\n",
                            "WARNING: with parameter", "SEVERE: nameless", "SEVERE: global")
                    .contains("SEVERE: by System.Logger", "INFO: by a console handler")
                    .doesNotContain("too fine", "below");
            assertThat(java.util.Collections.list(
                            java.util.logging.LogManager.getLogManager().getLoggerNames()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void securityProvidersAreTheGuestsOwn() throws Exception {
        assertThat(answer("import java.security.*;", """
                                class Mine extends Provider {
                                    Mine() { super("Mine", "1", ""); put("MessageDigest.HALF", "Code$Half"); }
                                }
                                var first = Security.addProvider(new Mine());
                                var again = Security.insertProviderAt(new Mine(), 1);
                                var found = MessageDigest.getInstance("HALF").getProvider().getName()
                                    + MessageDigest.getInstance("HALF", "Mine").getAlgorithm() + MessageDigest.getInstance("SHA-256").getAlgorithm();
                                var listed = Security.getProviders()[first - 1].getName() + again;
                                Security.removeProvider("Mine");
                                return found + listed + Security.getProvider("Mine");
                                } public static class Half extends MessageDigestSpi {
                                    public Half() {}
                                    protected void engineUpdate(byte b) {} protected void engineUpdate(byte[] b, int o, int l) {}
                                    protected byte[] engineDigest() { return new byte[0]; } protected void engineReset() {}
                                """)).isEqualTo("MineHALFSHA-256Mine-1null");
        assertThat(java.security.Security.getProvider("Mine")).isNull();
    }

    @Test
    void databaseDriversAreTheGuestsOwn() throws Exception {
        assertThat(answer("import java.sql.*; import java.util.*;", """
                                DriverManager.registerDriver(new Fake());
                                try { DriverManager.getConnection("jdbc:fake:x", "me", "secret"); return "?"; }
                                catch (SQLException e) { return e.getMessage() + Collections.list(DriverManager.getDrivers()).size(); }
                                } static class Fake implements Driver {
                                    public Connection connect(String u, Properties p) throws SQLException { throw new SQLException("fake " + p.get("user")); }
                                    public boolean acceptsURL(String u) { return true; }
                                    public DriverPropertyInfo[] getPropertyInfo(String u, Properties p) { return null; }
                                    public int getMajorVersion() { return 1; } public int getMinorVersion() { return 1; }
                                    public boolean jdbcCompliant() { return false; }
                                    public java.util.logging.Logger getParentLogger() { return null; }
                                """)).isEqualTo("fake me1");
        assertThat(java.sql.DriverManager.drivers()).isEmpty();
    }

    @Test
    void mbeansAreTheGuestsOwn() throws Exception {
        assertThat(answer("import java.lang.management.*; import javax.management.*;", """
                                var server = ManagementFactory.getPlatformMBeanServer();
                                server.registerMBean(new Counter(), new ObjectName("mine:type=Counter"));
                                return server.getAttribute(new ObjectName("mine:type=Counter"), "Count")
                                    + "" + server.isRegistered(new ObjectName("java.lang:type=Memory"));
                                } public interface CounterMBean { int getCount(); }
                                public static class Counter implements CounterMBean { public int getCount() { return 5; }
                                """))
                .isEqualTo("5true");
        assertThat(java.lang.management.ManagementFactory.getPlatformMBeanServer()
                        .isRegistered(new javax.management.ObjectName("mine:type=Counter")))
                .isFalse();
    }

    @Test
    void protocolsAreTheGuestsOwn() throws Exception {
        assertThat(answer("import java.net.*;", """
                                URL.setURLStreamHandlerFactory(p -> p.equals("tea") ? new URLStreamHandler() {
                                    protected URLConnection openConnection(URL u) { return null; } } : null);
                                return new URL("tea:cup").getProtocol() + URI.create("tea:pot").toURL().getPath();
                                """)).isEqualTo("teapot");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> java.net.URI.create("tea:cup").toURL())
                .isInstanceOf(java.net.MalformedURLException.class);
    }

    @Test
    void defaultsOfTheNetworkAreRefusedWithALine() throws Exception {
        var selector = java.net.ProxySelector.getDefault();
        try (var guests = guests(
                "import java.net.*;",
                "ProxySelector.setDefault(null); Authenticator.setDefault(null); java.security.Security.setProperty(\"a\", \"b\"); return 1;")) {
            guests.call("Code", "run");
            assertThat(guests.err())
                    .contains("ProxySelector.setDefault was not done", "Authenticator", "Security.setProperty");
            assertThat(java.net.ProxySelector.getDefault()).isSameAs(selector);
        }
    }

    @Test
    void threadsOfEveryKindAreFoundAndEnd() throws Exception {
        try (var guests = guests("import java.util.concurrent.*; import java.util.*;", """
                var wait = new CountDownLatch(1);
                Runnable idle = () -> { try { wait.await(); } catch (InterruptedException e) {} };
                new Thread(idle).start();
                Thread.startVirtualThread(idle);
                Thread.ofVirtual().start(idle);
                Thread.ofPlatform().daemon().start(idle);
                Thread.ofVirtual().factory().newThread(idle).start();
                Executors.newFixedThreadPool(1).submit(idle);
                Executors.newCachedThreadPool().submit(idle);
                Executors.newSingleThreadExecutor().submit(() -> 1).get();
                Executors.newScheduledThreadPool(1).schedule(idle, 0, TimeUnit.SECONDS);
                Executors.newVirtualThreadPerTaskExecutor().submit(idle);
                Executors.newWorkStealingPool().submit(idle);
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>()).submit(() -> 1).get();
                new Own().submit(() -> 1).get();
                new ForkJoinPool(1).submit(idle);
                new Timer().schedule(new TimerTask() { public void run() { idle.run(); } }, 0);
                ForkJoinPool.commonPool().submit(idle);
                CompletableFuture.runAsync(() -> {}).thenRunAsync(idle);
                java.net.http.HttpClient.newHttpClient();
                Thread.startVirtualThread(() -> { Executors.newFixedThreadPool(1).submit(idle); }).join();
                return null;
                } static class Own extends ThreadPoolExecutor { Own() { super(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>()); }
                """)) {
            guests.call("Code", "run");
            var alive = guests.guest.threads().alive();
            assertThat(alive).hasSizeGreaterThan(14);
            guests.guest.end();
            for (var thread : alive)
                assertThat(thread.join(Duration.ofSeconds(10)))
                        .as(thread.toString())
                        .isTrue();
            assertThat(guests.guest.threads().alive()).isEmpty();
        }
    }

    @Test
    void asynchronousStagesRunInTheGuestsPool() throws Exception {
        assertThat(answer("import java.util.*; import java.util.concurrent.*; import java.util.stream.*;", """
                                var group = Thread.currentThread().getThreadGroup();
                                Callable<Boolean> mine = () -> Thread.currentThread().getThreadGroup() == group
                                    && Thread.currentThread().getContextClassLoader() == Code.class.getClassLoader();
                                var f = CompletableFuture.supplyAsync(() -> Thread.currentThread().getThreadGroup() == group);
                                CompletionStage<Boolean> g = f.thenApplyAsync(x -> x && Thread.currentThread().getThreadGroup() == group);
                                var p = Stream.of(1, 2, 3, 4).parallel().map(i -> Thread.currentThread()).collect(Collectors.toSet());
                                var q = List.of(1, 2, 3, 4).parallelStream().map(i -> Thread.currentThread()).collect(Collectors.toSet());
                                var r = IntStream.range(0, 4).parallel().mapToObj(i -> Thread.currentThread()).collect(Collectors.toSet());
                                return f.get() + "" + g.toCompletableFuture().get() + p.size() + q.size() + r.size();
                                """))
                .isEqualTo("truetrue111");
    }

    @Test
    void filesAreTheGuestsWhicheverWayTheyAreOpened() throws Exception {
        var host = Path.of("/tmp/samovar-guest-file");
        try (var guests = guests("import java.io.*; import java.nio.file.*; import java.nio.channels.*;", """
                var at = "/tmp/samovar-guest-file";
                try (var out = new FileOutputStream(at)) { out.write('a'); }
                try (var out = new FileOutputStream(at, true)) { out.write('b'); }
                try (var out = new FileWriter(at, true)) { out.write('c'); }
                try (var out = new FileWriter(new File(at), true)) { out.write('d'); }
                try (var file = new RandomAccessFile(at, "rw")) { file.seek(4); file.write('e'); }
                Files.writeString(Path.of("/tmp", "samovar-guest-file"), "f", StandardOpenOption.APPEND);
                Files.writeString(FileSystems.getDefault().getPath(at), "g", StandardOpenOption.APPEND);
                Files.writeString(new File(at).toPath(), "h", StandardOpenOption.APPEND);
                try (var out = FileChannel.open(Paths.get(at), StandardOpenOption.APPEND)) { out.write(java.nio.ByteBuffer.wrap(new byte[] {'i'})); }
                File.class.getConstructor(String.class).newInstance(at).setReadOnly();
                java.util.function.Function<String, File> make = File::new;
                return new BufferedReader(new FileReader(at)).readLine() + new java.util.Scanner(new File(at)).next().length()
                    + make.apply(at).length() + new String(new URL("file:" + at).openStream().readAllBytes()).length()
                    + Files.size(Path.of(new File(at).toURI())) + Files.exists(Path.of(at)) + new File("/tmp", "samovar-guest-file").exists();
                """.replace(
                        "new URL(", "new java.net.URL("))) {
            assertThat(guests.text("Code", "run")).isEqualTo("abcdefghi9999truetrue");
            assertThat(host).doesNotExist();
            assertThat(guests.home.resolve("tmp/samovar-guest-file")).hasContent("abcdefghi");
        }
    }

    @Test
    void filesAreNamedAsTheGuestNamesThem() throws Exception {
        try (var guests = guests("import java.io.*; import java.nio.file.*; import java.util.*;", """
                var names = new ArrayList<Object>();
                var f = new File("/tmp/a/../a/b.txt");
                names.addAll(List.of(f.getPath(), f.getName(), f.getParent(), f.getParentFile().getPath(), f.toString(), f.getCanonicalPath()));
                var r = new File("data/x.txt");
                names.addAll(List.of(r.getPath(), r.isAbsolute(), r.getAbsolutePath(), r.getAbsoluteFile().exists(), r.exists(), r.getParentFile().getPath()));
                names.add(new File("data").getParentFile() == null);
                names.addAll(List.of(new File("").getAbsolutePath(), new File(".").getCanonicalPath(), new File("/tmp").getName()));
                var p = Path.of("data/x.txt");
                names.addAll(List.of(p, p.toAbsolutePath(), p.toRealPath(), Files.exists(p), p.toFile().getPath(), p.getParent().resolve("y"), Path.of("data").relativize(p)));
                names.addAll(List.of(Path.of("/tmp").resolve("q"), Path.of(Path.of("/tmp/q").toUri()), Path.of("/etc/hosts").toFile().getPath()));
                try (var s = Files.list(Path.of("/var/task/data"))) { names.addAll(s.toList()); }
                for (var c : new File("/var/task/data").listFiles()) names.add(c.getPath());
                return names;
                """)) {
            Files.writeString(
                    Files.createDirectories(guests.home.resolve("task/data")).resolve("x.txt"), "x");
            assertThat(guests.text("Code", "run"))
                    .isEqualTo("[/tmp/a/../a/b.txt, b.txt, /tmp/a/../a, /tmp/a/../a, /tmp/a/../a/b.txt, /tmp/a/b.txt, "
                            + "data/x.txt, false, /var/task/data/x.txt, true, true, data, true, "
                            + "/var/task, /var/task, tmp, "
                            + "data/x.txt, /var/task/data/x.txt, /var/task/data/x.txt, true, data/x.txt, data/y, x.txt, "
                            + "/tmp/q, /tmp/q, /etc/hosts, /var/task/data/x.txt, /var/task/data/x.txt]");
        }
    }

    @Test
    void temporaryFilesAreTheGuestsAndGoWithIt() throws Exception {
        var guests = guests("import java.io.*; import java.nio.file.*;", """
                var f = File.createTempFile("first", ".tmp");
                f.deleteOnExit();
                var p = Files.createTempFile("b", null);
                var d = Files.createTempDirectory("c");
                Files.walk(Path.of("/tmp")).count();
                Files.copy(p, d.resolve("copy"));
                Files.move(d.resolve("copy"), Path.of("/tmp/moved"));
                return f.getPath().startsWith("/tmp/first") + "" + p.startsWith("/tmp") + d.startsWith(Path.of("/tmp")) + Files.isDirectory(d);
                """);
        assertThat(guests.text("Code", "run")).isEqualTo("truetruetruetrue");
        var tmp = guests.home.resolve("tmp");
        try (var before = Files.list(tmp)) {
            assertThat(before).hasSize(4);
        }
        guests.close();
        try (var after = Files.list(tmp)) {
            assertThat(after.map(p -> p.getFileName().toString())).hasSize(3).contains("moved");
        }
    }

    @Test
    void aSubclassOfAStreamOpensTheGuestsFile() throws Exception {
        try (var guests = guests("import java.io.*;", """
                try (var out = new Log("/tmp/log")) { out.write('x'); }
                return new Named("/tmp/log").length();
                } static class Log extends FileOutputStream { Log(String name) throws IOException { super(name, true); }
                } static class Named extends File { Named(String name) { super(name); }
                """)) {
            assertThat(guests.text("Code", "run")).isEqualTo("1");
            assertThat(guests.home.resolve("tmp/log")).hasContent("x");
        }
    }

    @Test
    void twoGuestsOfOneCodeShareNothing() throws Exception {
        try (var first = guests(
                        "",
                        "var before = System.getProperty(\"x\"); System.setProperty(\"x\", \"set\"); System.out.print(before); return before;");
                var second = first.another(directory.resolve("second"))) {
            first.call("Code", "run");
            assertThat(second.call("Code", "run")).isNull();
            assertThat(first.out()).isEqualTo("null");
            assertThat(second.out()).isEqualTo("null");
        }
    }

    @Test
    void classesThatAGuestDefinesAreInstrumented() throws Exception {
        try (var guests = guests("", """
                byte[] bytes;
                try (var in = Code.class.getResourceAsStream("Code$Plain.class")) { bytes = in.readAllBytes(); }
                var loader = new ClassLoader(Code.class.getClassLoader()) {
                    Class<?> make() { return defineClass("Code$Plain", bytes, 0, bytes.length); }
                };
                var made = loader.make();
                var hidden = java.lang.invoke.MethodHandles.lookup().defineHiddenClass(bytes, true);
                var apart = new ClassLoader(null) {
                    Class<?> make() { return defineClass("Code$Plain", bytes, 0, bytes.length, null); }
                };
                return made.getMethod("name").invoke(null) + " " + (made != Plain.class) + " "
                    + hidden.lookupClass().getMethod("name").invoke(null) + " " + apart.make().getMethod("name").invoke(null);
                } public static class Plain { public static String name() { return System.getenv("NAME"); }
                """)) {
            assertThat(guests.text("Code", "run")).isEqualTo("samovar true samovar null");
        }
    }

    @Test
    void theGuestIsRightOnThreadsOfTheHost() throws Exception {
        try (var guests = guests("", "return System.getenv(\"NAME\");")) {
            var method = guests.loader.loadClass("Code").getMethod("run");
            assertThat(method.invoke(null)).isEqualTo("samovar");
        }
    }

    @Test
    void reflectionOnTheGuestsOwnMembersIsUntouched() throws Exception {
        assertThat(answer("", """
                                var secret = Code.class.getDeclaredMethod("secret", String.class);
                                var made = Own.class.getDeclaredConstructor(String.class);
                                var field = Code.class.getDeclaredField("hidden");
                                return secret.invoke(null, "a") + "" + ((Own) made.newInstance("b")).value + field.get(null)
                                    + String.class.getMethod("length").invoke("four");
                                } private static int hidden = 9;
                                private static String secret(String s) { return s + s; }
                                static class Own { final String value; private Own(String v) { value = v; }
                                """)).isEqualTo("aab94");
    }
}
