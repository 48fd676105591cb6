package dev.samovar.java.guest;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;

/// What an environment offers, said before it begins. Everything has Lambda's value unless it is set.
public final class GuestBuilder {
    final String name;
    final Path scratch;
    Map<String, String> variables = Map.of();
    final Map<String, Path> directories = new LinkedHashMap<>();
    List<String> readOnly = List.of("/var/task", "/opt");
    String workingDirectory = "/var/task";
    final Map<String, String> properties = new HashMap<>();
    InputStream in = InputStream.nullInputStream();
    PrintStream out = new PrintStream(OutputStream.nullOutputStream());
    PrintStream err = out;
    ZoneId zone = ZoneId.of("UTC");
    Locale locale = Locale.US;
    long memory = 128L << 20;
    int processors = 2;
    IntConsumer exit = _ -> {};
    List<String> libraryPath = List.of("/var/task", "/var/task/lib", "/opt/lib");

    /// @param name what threads' group is called
    /// @param scratch a directory of this environment's own, for copies of native libraries
    GuestBuilder(String name, Path scratch) {
        this.name = name;
        this.scratch = scratch;
    }

    /// All of the guest's environment variables; none of the host's are added.
    public GuestBuilder variables(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        return this;
    }

    /// Where a directory that the guest knows really lies.
    public GuestBuilder mount(String view, Path directory) {
        directories.put(view, directory);
        return this;
    }

    /// The directories, as the guest names them, that it may read and not change.
    public GuestBuilder readOnly(List<String> views) {
        readOnly = List.copyOf(views);
        return this;
    }

    public GuestBuilder workingDirectory(String view) {
        workingDirectory = view;
        return this;
    }

    public GuestBuilder property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /// Where the guest's standard output and error go.
    public GuestBuilder output(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        return this;
    }

    public GuestBuilder input(InputStream in) {
        this.in = in;
        return this;
    }

    public GuestBuilder zone(ZoneId zone) {
        this.zone = zone;
        return this;
    }

    public GuestBuilder locale(Locale locale) {
        this.locale = locale;
        return this;
    }

    /// What `Runtime` answers about this machine.
    public GuestBuilder machine(long memoryBytes, int processors) {
        this.memory = memoryBytes;
        this.processors = processors;
        return this;
    }

    /// Hears the status of the guest's `System.exit`, once, on the thread that called it; the guest
    /// is killed after.
    public GuestBuilder onExit(IntConsumer exit) {
        this.exit = exit;
        return this;
    }

    public Guest build() {
        return new Guest(this);
    }

    /// The host's properties that describe the JVM, without those that describe the host.
    Properties initialProperties() {
        var result = new Properties();
        var host = System.getProperties();
        for (var key : host.stringPropertyNames())
            if (describesTheJvm(key)) result.setProperty(key, host.getProperty(key));
        result.setProperty("user.dir", workingDirectory);
        result.setProperty("user.home", "/home/sbx_user1051");
        result.setProperty("user.name", "sbx_user1051");
        result.setProperty("user.timezone", zone.getId());
        result.setProperty("user.language", locale.getLanguage());
        result.setProperty("user.country", locale.getCountry());
        result.setProperty("java.io.tmpdir", "/tmp");
        result.setProperty("java.class.path", workingDirectory);
        result.setProperty("java.library.path", String.join(":", libraryPath));
        result.putAll(properties);
        return result;
    }

    private static boolean describesTheJvm(String key) {
        return key.startsWith("java.")
                || key.startsWith("os.")
                || key.endsWith(".separator")
                || key.endsWith(".encoding");
    }
}
