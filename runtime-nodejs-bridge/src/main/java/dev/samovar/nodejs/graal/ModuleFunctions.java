package dev.samovar.nodejs.graal;

import com.oracle.js.parser.ir.Module.ImportPhase;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.AbstractModuleRecord;
import com.oracle.truffle.js.runtime.objects.CyclicModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import com.oracle.truffle.js.runtime.objects.SyntheticModuleRecord;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// ECMAScript modules and scripts of the guest, as Node's loaders drive them: the engine links and
/// evaluates, Node resolves and loads.
final class ModuleFunctions {
    /// A module of the guest and what Node knows of it.
    private static final class Wrapped {
        final AbstractModuleRecord record;
        Object wrap = Undefined.instance;
        Object id = Undefined.instance;

        Wrapped(AbstractModuleRecord record) {
            this.record = record;
        }
    }

    private SourceCache sources;
    private final IdentityHashMap<ScriptOrModule, Wrapped> modules = new IdentityHashMap<>();
    private Object stackTrace = Undefined.instance;
    private Object dynamicImport = Undefined.instance;
    private Object symbols = Undefined.instance;
    private Object importMeta = Undefined.instance;

    ModuleFunctions(SourceCache sources) {
        this.sources = sources;
    }

    void sources(SourceCache cache) {
        sources = cache;
    }

    void addTo(Map<String, HostFunction> functions) {
        functions.put(
                "compileFunction",
                (realm, a) -> compileFunction(
                        InnerRealms.of(a.length > 3 ? a[3] : Undefined.instance, realm),
                        Guest.string(a[0]),
                        Guest.string(a[1]),
                        a[2]));
        functions.put("compileScript", (realm, a) -> script(realm, Guest.string(a[0]), Guest.string(a[1])));
        functions.put("looksLikeModule", (realm, a) -> looksLikeModule(realm, Guest.string(a[0]), Guest.string(a[1])));
        functions.put("sourceTextModule", (realm, a) -> sourceText(realm, Guest.string(a[0]), Guest.string(a[1])));
        functions.put("syntheticModule", (realm, a) -> synthetic(realm, Guest.string(a[0]), a[1], a[2]));
        functions.put("ownModule", (_, a) -> own(module(a[0]), a[1], a[2]));
        functions.put("moduleRequests", (realm, a) -> requests(realm, module(a[0]).record));
        functions.put("linkModule", (realm, a) -> link(realm, module(a[0]).record, a[1]));
        functions.put("instantiateModule", (realm, a) -> instantiate(realm, module(a[0]).record));
        functions.put("evaluateModule", (realm, a) -> module(a[0]).record.evaluate(realm));
        functions.put("moduleNamespace", (_, a) -> module(a[0]).record.getModuleNamespace(ImportPhase.Evaluation));
        functions.put("moduleStatus", (_, a) -> status(module(a[0]).record));
        functions.put("moduleError", (_, a) -> error(module(a[0]).record));
        functions.put("isAsyncModule", (_, a) -> isAsync(module(a[0]).record, new HashSet<>()));
        functions.put(
                "hasTopLevelAwait",
                (_, a) -> module(a[0]).record instanceof CyclicModuleRecord cyclic && cyclic.hasTLA());
        functions.put("setModuleExport", (_, a) -> {
            ((SyntheticModuleRecord) module(a[0]).record)
                    .setSyntheticModuleExport(Guest.text(Guest.string(a[1])), a[2]);
            return Undefined.instance;
        });
        functions.put("requiredModuleFacade", (realm, a) -> facade(realm, module(a[0])));
        functions.put("markHandled", (_, a) -> {
            ((JSPromiseObject) a[0]).setIsHandled(true);
            return Undefined.instance;
        });
        functions.put("onDynamicImport", (realm, a) -> {
            dynamicImport = a[0];
            return Undefined.instance;
        });
        functions.put("onStackTrace", (realm, a) -> {
            stackTrace = a[0];
            return Undefined.instance;
        });
        functions.put("onImportMeta", (realm, a) -> {
            importMeta = a[0];
            return Undefined.instance;
        });
    }

    private static Wrapped module(Object handle) {
        return (Wrapped) ((HostHandle) handle).value();
    }

    private Object handle(AbstractModuleRecord record) {
        var wrapped = new Wrapped(record);
        modules.put(record, wrapped);
        return new HostHandle(wrapped);
    }

    private Object own(Wrapped module, Object wrap, Object id) {
        module.wrap = wrap;
        module.id = id;
        return Undefined.instance;
    }

    // --- scripts

    private Object compileFunction(JSRealm realm, String code, String file, Object parameters) {
        var names = new StringBuilder();
        var list = (JSDynamicObject) parameters;
        int count = Guest.integer(Guest.member(list, "length"));
        for (int i = 0; i < count; i++) names.append(i == 0 ? "" : ", ").append(Guest.string(JSObject.get(list, i)));
        return sources.function(names.toString(), code, file).function(realm);
    }

    private Object script(JSRealm realm, String code, String file) {
        var source = sources.script(code, file);
        realm.getContext().getEvaluator().parseScript(realm.getContext(), source);
        return HostFunctionRoot.function(realm, "run", (r, a) -> run(InnerRealms.of(a[0], r), source, a[1]));
    }

    /// @param milliseconds how long it may take; none if negative
    private static Object run(JSRealm realm, Source source, Object milliseconds) {
        long limit = (long) JSRuntime.toDouble(milliseconds);
        if (limit < 0) return InnerRealms.run(realm, source);
        return TimeLimit.within(Duration.ofMillis(limit), realm, () -> InnerRealms.run(realm, source));
    }

    /// Whether text that is no script is a module.
    private boolean looksLikeModule(JSRealm realm, String code, String file) {
        try {
            realm.getContext().getEvaluator().parseModule(realm.getContext(), sources.module(code, file));
            return true;
        } catch (AbstractTruffleException e) {
            return false;
        }
    }

    // --- modules

    private Object sourceText(JSRealm realm, String url, String code) {
        var data = realm.getContext().getEvaluator().envParseModule(realm, sources.module(code, url));
        return handle(new JSModuleRecord(data, (_, request) -> {
            throw Errors.createError("module '" + request.specifier() + "' is not linked");
        }));
    }

    private Object synthetic(JSRealm realm, String url, Object names, Object evaluate) {
        var list = (JSDynamicObject) names;
        var exports = IntStream.range(0, Guest.integer(Guest.member(list, "length")))
                .mapToObj(i -> Guest.text(Guest.string(JSObject.get(list, i))))
                .toList();
        return handle(new SyntheticModuleRecord(
                realm.getContext(),
                Source.newBuilder("js", "", url).build(),
                Undefined.instance,
                exports,
                _ -> Guest.call(evaluate)));
    }

    private static List<ModuleRequest> requestsOf(AbstractModuleRecord record) {
        return record instanceof CyclicModuleRecord cyclic ? cyclic.getRequestedModules() : List.of();
    }

    private static Object requests(JSRealm realm, AbstractModuleRecord record) {
        return Guest.array(
                realm,
                requestsOf(record).stream()
                        .map(request -> Guest.object(
                                realm,
                                Map.of(
                                        "specifier", request.specifier(),
                                        "attributes", attributes(realm, request),
                                        "phase", 2)))
                        .toArray());
    }

    private static JSObject attributes(JSRealm realm, ModuleRequest request) {
        var made = com.oracle.truffle.js.runtime.builtins.JSOrdinary.createWithNullPrototype(realm.getContext());
        request.attributes().forEach((name, value) -> JSObject.set(made, name, value));
        return made;
    }

    private Object link(JSRealm realm, AbstractModuleRecord record, Object linked) {
        if (!(record instanceof CyclicModuleRecord cyclic)) return Undefined.instance;
        var list = (JSDynamicObject) linked;
        var requests = cyclic.getRequestedModules();
        for (int i = 0; i < requests.size(); i++)
            cyclic.addLoadedModule(realm, requests.get(i), module(JSObject.get(list, i)).record);
        return Undefined.instance;
    }

    private Object instantiate(JSRealm realm, AbstractModuleRecord record) {
        record.loadRequestedModulesSync(realm, Undefined.instance);
        record.link(realm);
        return Undefined.instance;
    }

    private static int status(AbstractModuleRecord record) {
        if (!(record instanceof CyclicModuleRecord cyclic)) return 4;
        return switch (cyclic.getStatus()) {
            case New, Unlinked -> 0;
            case Linking -> 1;
            case Linked -> 2;
            case Evaluating -> 3;
            case EvaluatingAsync, Evaluated -> cyclic.getEvaluationError() == null ? 4 : 5;
        };
    }

    private static Object error(AbstractModuleRecord record) {
        var error = record instanceof CyclicModuleRecord cyclic ? cyclic.getEvaluationError() : null;
        return error == null ? Undefined.instance : Guest.thrown(error);
    }

    private boolean isAsync(AbstractModuleRecord record, Set<AbstractModuleRecord> seen) {
        if (!(record instanceof CyclicModuleRecord cyclic) || !seen.add(record)) return false;
        return cyclic.hasTLA()
                || cyclic.getRequestedModules().stream()
                        .anyMatch(request -> isAsync(cyclic.getImportedModule(request), seen));
    }

    /// The namespace of a module that exports everything of another, and `__esModule`.
    private Object facade(JSRealm realm, Wrapped of) {
        var source = "export * from 'original'; export { default } from 'original'; export const __esModule = true;";
        var data = realm.getContext()
                .getEvaluator()
                .envParseModule(realm, sources.module(source, "node:internal/require_module_default_facade"));
        var record = new JSModuleRecord(data, (_, _) -> of.record);
        record.loadRequestedModulesSync(realm, Undefined.instance);
        record.link(realm);
        record.evaluate(realm);
        return record.getModuleNamespace(ImportPhase.Evaluation);
    }

    // --- called by the engine

    /// The first look at the `stack` of an error.
    Object stackTrace(JSRealm realm, JSDynamicObject error, JSDynamicObject trace) {
        return Guest.call(stackTrace, realm.getGlobalObject(), error, trace);
    }

    /// `import()` in guest code.
    JSDynamicObject importDynamically(JSRealm realm, @Nullable ScriptOrModule from, ModuleRequest request) {
        var known = from == null ? null : modules.get(from);
        Object id = known == null ? Guest.member(symbols, "vm_dynamic_import_default_internal") : known.id;
        Object name =
                from == null ? Undefined.instance : Guest.text(from.getSource().getName());
        if (Guest.isUndefined(id)) id = Guest.member(symbols, "source_text_module_default_hdo");
        return (JSDynamicObject) Guest.call(dynamicImport, id, request.specifier(), attributes(realm, request), name);
    }

    /// The first `import.meta` of a module.
    void initialiseMeta(JSDynamicObject meta, JSModuleRecord record) {
        var known = modules.get(record);
        if (known == null) return;
        Object id = Guest.isUndefined(known.id) ? Guest.member(symbols, "source_text_module_default_hdo") : known.id;
        Guest.call(importMeta, id, meta, known.wrap);
    }

    void symbols(Object perIsolate) {
        symbols = perIsolate;
    }
}
