package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// Watching files. What happens is told by a callback on the loop.
final class WatchFunctions {
    private WatchFunctions() {}

    static void addTo(Map<String, HostFunction> functions, Watches watches, BiConsumer<Object, Object[]> callback) {
        functions.put("watch", (_, a) -> {
            try {
                return new HostHandle(watches.watch(
                        (Path) ((HostHandle) a[0]).value(),
                        (event, name) -> callback.accept(a[1], new Object[] {
                            Guest.text(event.name().toLowerCase(Locale.ROOT)),
                            name == null ? Undefined.instance : Guest.text(name)
                        })));
            } catch (IOException e) {
                return Guest.text(code(e));
            } catch (FileFault e) {
                return Guest.text(e.code());
            }
        });
        functions.put("unwatch", (_, a) -> {
            watches.end((Watches.Watch) ((HostHandle) a[0]).value());
            return Undefined.instance;
        });
    }

    private static String code(IOException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("inotify watches")) return "ENOSPC";
        if (message.contains("inotify instances")) return "EMFILE";
        return FileFault.of(e).code();
    }
}
