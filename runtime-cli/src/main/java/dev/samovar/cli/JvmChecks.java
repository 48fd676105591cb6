package dev.samovar.cli;

import dev.samovar.nodejs.graal.GraalJsCompiler;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/// What the doctor finds in the JVM.
final class JvmChecks {
    private static final String CACHE = "-XX:AOTCache=";

    private JvmChecks() {}

    static Finding jdk() {
        int feature = Runtime.version().feature();
        var detail = System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        return feature >= 25 ? Finding.ok("JDK", detail) : Finding.blocking("JDK", detail + "; needed is 25");
    }

    static Finding flags() {
        var flags = arguments().stream().filter(it -> !it.startsWith(CACHE)).toList();
        return Finding.ok("JVM flags", flags.isEmpty() ? "none" : String.join(" ", flags));
    }

    /// Whether the classes of the start-up cache are in use; a JVM that was given a cache and cannot use
    /// it shares none.
    static Finding startUpCache() {
        var what = "start-up cache";
        var given = arguments().stream().filter(it -> it.startsWith(CACHE)).findFirst();
        if (given.isEmpty()) return Finding.warn(what, "not given; ./samovar makes one");
        var file = given.get().substring(CACHE.length());
        return System.getProperty("java.vm.info", "").contains("sharing")
                ? Finding.ok(what, file)
                : Finding.warn(what, file + " does not fit this JVM; delete it and it is made anew");
    }

    static Finding heap() {
        return Finding.ok(
                "heap", "at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, for all functions together");
    }

    static Finding timeZone() {
        var zone = TimeZone.getDefault();
        boolean isUtc = zone.getRawOffset() == 0 && !zone.useDaylightTime();
        return isUtc
                ? Finding.ok("time zone", zone.getID())
                : Finding.warn(
                        "time zone",
                        zone.getID()
                                + "; functions see UTC, but what the JDK does by itself uses this one: start the JVM"
                                + " with -Duser.timezone=UTC");
    }

    static Finding locale() {
        var locale = Locale.getDefault();
        return locale.equals(Locale.US)
                ? Finding.ok("locale", locale.toString())
                : Finding.warn(
                        "locale",
                        locale
                                + "; functions see en_US, but what the JDK does by itself uses this one: start the JVM with"
                                + " -Duser.language=en -Duser.region=US");
    }

    /// What computes much is a matter of this.
    static Finding graalJs() {
        return Finding.ok(
                "engine graaljs",
                GraalJsCompiler.isThere()
                        ? "compiles hot code"
                        : "interprets, since GraalVM's compiler is not in this JVM");
    }

    private static List<String> arguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }
}
