package dev.samovar.nodejs.graal;

import java.util.List;
import java.util.Map;

/// Where we change Node's library as it is loaded: work that every context would do and few need is done
/// when it is first needed. A change that does not find its place is an error.
final class LibraryChanges {
    private record Change(String from, String to) {}

    private static final Map<String, List<Change>> CHANGES = Map.of(
            // The class of an error is made when something first asks for it, not all three hundred at once.
            "internal/errors",
            List.of(
                    new Change("function E(sym, val, def, ...otherClasses) {", """
                            function E(sym, val, def, ...otherClasses) {
                              messages.set(sym, val);
                              ObjectDefineProperty(codes, sym, { __proto__: null, configurable: true, enumerable: true, \
                            get() { makeE(sym, val, def, ...otherClasses); return codes[sym]; } });
                            }

                            function makeE(sym, val, def, ...otherClasses) {"""),
                    new Change(
                            "  codes[sym] = ErrClass;",
                            "  ObjectDefineProperty(codes, sym, { __proto__: null, configurable: true, enumerable: true, "
                                    + "writable: true, value: ErrClass });")),
            // Another realm would cost much, and its stack traces say the same.
            "internal/util",
            List.of(new Change(
                    "const { runInNewContext } = require('vm');",
                    "const runInNewContext = (code) => require('vm').runInThisContext(code);")),
            // There is no WebAssembly, and no use for this client: requests are sent by a dispatcher of ours.
            "internal/deps/undici/undici",
            List.of(new Change("var llhttpPromise = lazyllhttp();", "var llhttpPromise = Promise.resolve();")),
            // What Node does with ES modules is known with the function, later than these files are evaluated.
            "internal/modules/esm/get_format",
            List.of(
                    new Change("const detectModule = getOptionValue('--experimental-detect-module');", ""),
                    new Change(
                            "function detectModuleFormat(source, url) {",
                            "function detectModuleFormat(source, url) {\n"
                                    + "  const detectModule = getOptionValue('--experimental-detect-module');")),
            "internal/modules/esm/utils",
            List.of(new Change("  initializeESM,", "  initializeESM,\n  initializeDefaultConditions,")),
            // Primordials come from the host; what is left here are the classes and functions made of them.
            "internal/per_context/primordials",
            List.of(new Change("ObjectSetPrototypeOf(primordials, null);\nObjectFreeze(primordials);", "")));

    private static final String PRIMORDIALS_MADE = "/* eslint-enable node-core/prefer-primordials */";

    private LibraryChanges() {}

    static String changed(String id, String text) {
        var result = id.equals("internal/per_context/primordials") ? withoutCopies(text) : text;
        for (var change : CHANGES.getOrDefault(id, List.of())) {
            if (!result.contains(change.from))
                throw new IllegalStateException("Node's " + id + " has no place for a change of ours: " + change.from);
            result = result.replace(change.from, change.to);
        }
        return result;
    }

    private static String withoutCopies(String text) {
        int made = text.indexOf(PRIMORDIALS_MADE);
        if (made < 0) throw new IllegalStateException("Node's primordials do not end where they did");
        return """
                'use strict';
                const { defineProperty: ReflectDefineProperty, getOwnPropertyDescriptor: ReflectGetOwnPropertyDescriptor, \
                ownKeys: ReflectOwnKeys } = Reflect;
                const { uncurryThis, applyBind } = primordials;
                """ + text.substring(made);
    }
}
