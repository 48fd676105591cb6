package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.io.IOAccess;

/// Node in one context: its library on our bindings, its loop, its modules. Entered by one thread at a time.
final class NodeRealm implements AutoCloseable {
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("js.v8-compat", "true"),
            Map.entry("js.stack-trace-limit", "10"),
            Map.entry("js.v8-realm-builtin", "false"),
            Map.entry("js.polyglot-builtin", "false"),
            Map.entry("js.graal-builtin", "false"),
            Map.entry("js.java-package-globals", "false"),
            Map.entry("js.print", "false"),
            Map.entry("js.load", "false"),
            Map.entry("js.console", "false"),
            Map.entry("js.performance", "false"),
            Map.entry("js.global-arguments", "false"),
            Map.entry("js.foreign-object-prototype", "false"),
            Map.entry("js.shared-array-buffer", "true"),
            Map.entry("js.import-attributes", "true"),
            Map.entry("js.unhandled-rejections", "none"),
            Map.entry("js.string-length-limit", "536870888"),
            Map.entry("js.timezone", "UTC"),
            Map.entry("js.locale", "en-US"));

    private final Network.Open sockets = new Network.Open();
    private final Watches watches;
    private final Context context;
    private final Loop loop;
    private final JSRealm realm;
    private final JSDynamicObject guest;
    private final ModuleFunctions modules;
    private final Object callback;

    /// That of a blank is forgotten.
    private Experience experience = new Experience(Duration.ZERO);

    NodeRealm(Engine engine, NodeLibrary library, Network network, Map<String, HostFunction> more, Loop loop) {
        this.loop = loop;
        this.watches = new Watches(loop);
        this.context = newContext(engine);
        context.initialize("js");
        context.enter();
        try {
            realm = JSRealm.get(null);
            // Never left: microtasks run when Node says so, not whenever the engine returns to the host.
            realm.getAgent().interopBoundaryEnter();
            realm.getAgent().setCanBlock(true);
            modules = new ModuleFunctions(new SourceCache());
            var functions = new HashMap<>(more);
            CoreFunctions.addTo(functions, library, what -> experience.lacked(what));
            BufferFunctions.addTo(functions);
            EncodingFunctions.addTo(functions);
            UrlFunctions.addTo(functions);
            CryptoFunctions.addTo(functions);
            KeyFunctions.addTo(functions);
            CompressionFunctions.addTo(functions);
            TlsFunctions.addTo(functions);
            HttpFunctions.addTo(functions);
            new NetworkFunctions(network, sockets, loop, this::callback).addTo(functions);
            new PipeFunctions(sockets, loop, this::callback).addTo(functions);
            WatchFunctions.addTo(functions, watches, this::callback);
            LoopFunctions.addTo(functions, loop, this::callback);
            modules.addTo(functions);
            InnerRealms.addTo(functions);
            var promises = new PromiseHooks();
            promises.addTo(functions);
            ModuleHooks.install(realm, new Embedding(modules, promises));
            var host = Guest.functions(realm, functions);
            guest = (JSDynamicObject) Guest.call(Guest.run(realm, library.own("boot")), host);
            modules.symbols(Guest.member(guest, "perIsolateSymbols"));
            callback = Guest.member(guest, "callback");
            loop.phases(new GuestPhases());
        } finally {
            context.leave();
        }
    }

    /// A context with nothing of Node's in it. Contexts of one engine share what they parse.
    static Context newContext(Engine engine) {
        return Context.newBuilder("js")
                .engine(engine)
                .allowExperimentalOptions(true)
                .allowIO(IOAccess.NONE)
                .options(OPTIONS)
                .build();
    }

    Context context() {
        return context;
    }

    JSRealm realm() {
        return realm;
    }

    Loop loop() {
        return loop;
    }

    /// Calls a function of the guest as the loop does: what it leaves to do is done, what it throws is
    /// uncaught.
    Object callback(Object function, Object... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = function;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Guest.call(callback, all);
    }

    /// It runs this function from now on.
    void belongTo(GraalJsProgram program) {
        modules.sources(program.sources());
        experience = program.experience();
    }

    /// Sets what `process.env` holds.
    void setEnvironment(Map<String, String> variables) {
        var values = new HashMap<String, Object>();
        variables.forEach((name, value) -> values.put(name, Guest.text(value)));
        Guest.call(member("setEnvironment"), Guest.object(realm, values));
    }

    /// Something that the guest's beginning left for the host.
    Object member(String name) {
        return Guest.member(guest, name);
    }

    /// One of Node's modules, public or internal.
    Object require(String id) {
        return Guest.call(Guest.member(guest, "require"), Guest.text(id));
    }

    @Override
    public void close() {
        sockets.close();
        watches.close();
        context.close(true);
    }

    private final class GuestPhases implements Loop.Phases {
        private final Object timers = Guest.member(guest, "timers");
        private final Object immediates = Guest.member(guest, "immediates");
        private final Object count = Guest.member(guest, "immediateCount");

        @Override
        public void timers(double now) {
            Guest.call(timers, now);
        }

        @Override
        public void immediates() {
            Guest.call(immediates);
        }

        @Override
        public int immediateCount(boolean alive) {
            return Guest.integer(Guest.call(count, alive));
        }
    }
}
