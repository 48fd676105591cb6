package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.js.runtime.JSErrorType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What V8 says where the engine says something else.
final class Rules {
    /// What makes of the engine's words, and of the code they are about, V8's: null if it is about something else.
    @FunctionalInterface
    private interface Wording {
        @Nullable
        String of(Matcher engine, Fault fault);
    }

    private record Rule(Pattern engine, Wording words) {}

    private static final Map<JSErrorType, List<Rule>> RULES = new EnumMap<>(Map.of(
            JSErrorType.TypeError,
            List.of(
                    rule("Cannot read property 'Symbol\\(Symbol\\.iterator\\)' of (\\w+)", Rules::notIterable),
                    rule("(.*) is not iterable", Rules::notIterable),
                    rule("Cannot read property '(.*)' of (undefined|null)", Rules::read),
                    rule(
                            "Cannot set property '(.*)' of (undefined|null)",
                            "Cannot set properties of $2 (setting '$1')"),
                    rule(
                            "Cannot delete property \".*\" of (?:undefined|null)",
                            "Cannot convert undefined or null to object"),
                    rule("Cannot convert undefined or null to object: (\\w+)", Rules::noObject),
                    rule("(.*) is not a function", Rules::notFunction),
                    rule("not a constructor", Rules::noSuperclass),
                    rule("Iterator result (.*) is not an object", Rules::notEntry),
                    rule("Constructor Promise requires 'new'", "Promise constructor cannot be invoked without 'new'"),
                    rule(
                            "Invalid property\\. A property cannot both .*",
                            "Invalid property descriptor. Cannot both specify accessors and a value or writable"
                                    + " attribute, #<Object>"),
                    rule("Cannot assign to read only property '(.*)' of (.*)", Rules::readOnly),
                    rule(
                            "Cannot add new property \"(.*)\" to non-extensible .*",
                            "Cannot add property $1, object is not extensible"),
                    rule("\"(.*)\" is not a configurable property", "Cannot delete property '$1' of #<Object>"),
                    rule(
                            "Cannot redefine property: (\\d+)",
                            "Cannot assign to read only property '$1' of object '[object Array]'"),
                    rule(
                            "Cannot delete property \"(.*)\" of sealed array",
                            "Cannot delete property '$1' of [object Array]"),
                    rule(
                            "Cannot set property (.*) of \\[object .*] which has only a getter",
                            "Cannot set property $1 of #<Object> which has only a getter"),
                    rule("Cannot add property \"(.*)\" to non-object (.*)", Rules::onPrimitive),
                    rule("Right-hand-side of instanceof (.*)", "Right-hand side of 'instanceof' $1"),
                    rule("Cannot convert a BigInt value to a number", Rules::mixed),
                    rule("(Cannot mix BigInt .*)\\.", "$1"),
                    rule("(Cannot convert .* to a BigInt)\\.", "$1"),
                    rule("(Cannot (?:read|write) private member .*)\\.", "$1"),
                    rule("Duplicate private member (#.*)\\.", "Cannot initialize $1 twice on the same object"),
                    rule("not a Date object", "this is not a Date object."),
                    rule(
                            "target expected to be an object",
                            "Cannot create proxy with a non-object as target or handler"),
                    rule("generator is already executing", "Generator is already running"),
                    rule(
                            "Object\\.setPrototypeOf called on non-object",
                            "Object.setPrototypeOf called on null or undefined"),
                    rule(
                            "Regular expression passed to matchAll\\(\\) .*",
                            "String.prototype.matchAll called with a non-global RegExp argument"),
                    rule(
                            "Only global regexps allowed",
                            "String.prototype.replaceAll called with a non-global RegExp argument"),
                    rule("Currency can not be undefined .*", "Currency code is required with currency style."),
                    rule("cannot construct a Symbol", "Symbol is not a constructor")),
            JSErrorType.RangeError,
            List.of(
                    rule("time value is not a finite number", "Invalid time value"),
                    rule("Provided date is not in valid range\\.", "Invalid time value"),
                    rule("toFixed\\(\\) fraction .*", "toFixed() digits argument must be between 0 and 100"),
                    rule("toExponential\\(\\) fraction .*", "toExponential() argument must be between 0 and 100"),
                    rule("toString\\(\\) expects radix .*", "toString() radix argument must be between 2 and 36"),
                    rule("Invalid time zone (.*)", "Invalid time zone specified: $1"),
                    rule("Language tag is not well-formed: .*", "Incorrect locale information provided"),
                    rule("Currency, (.*), is not well formed\\.", "Invalid currency code : $1"),
                    rule("buffer\\.byteLength (of \\w+ should be a multiple of \\d)", "byte length $1"),
                    rule("index \\+ elementSize > viewLength", "Offset is outside the bounds of the DataView"),
                    rule("out of bounds", "offset is out of bounds")),
            JSErrorType.ReferenceError,
            List.of(
                    rule("(.*) is not defined", Rules::uninitialised),
                    rule("super\\(\\) called twice", "Super constructor may only be called once")),
            JSErrorType.URIError,
            List.of(rule(".*", "URI malformed")),
            JSErrorType.SyntaxError,
            List.of(
                    rule("(Cannot convert .* to a BigInt)\\.", "$1"),
                    rule("(?:Expected|expected) .* but found (.*)", Rules::unexpected),
                    rule("Variable \"(.*)\" has already been declared", "Identifier '$1' has already been declared"),
                    rule("Missing close quote", "Invalid or unexpected token"),
                    rule("Invalid return statement", "Illegal return statement"),
                    rule("Invalid left hand side for assignment", "Invalid left-hand side in assignment"),
                    rule("Missing assignment to constant .*", "Missing initializer in const declaration"),
                    rule(
                            "Illegal continue statement",
                            "Illegal continue statement: no surrounding iteration statement"),
                    rule("cannot use octal value in strict mode", "Octal literals are not allowed in strict mode."),
                    rule(
                            "cannot delete identifier .* in strict mode",
                            "Delete of an unqualified identifier in strict mode."))));

    private Rules() {}

    /// V8's message, or null if the engine's is the same.
    static @Nullable String apply(Fault fault) {
        for (var rule : RULES.getOrDefault(fault.type(), List.of())) {
            var engine = rule.engine.matcher(fault.message());
            if (!engine.matches()) continue;
            var words = rule.words.of(engine, fault);
            if (words != null) return words;
        }
        return null;
    }

    private static Rule rule(String engine, String words) {
        return rule(engine, (found, fault) -> {
            var message = new StringBuilder();
            found.reset();
            found.find();
            found.appendReplacement(message, words);
            return message.toString();
        });
    }

    private static Rule rule(String engine, Wording words) {
        return new Rule(Pattern.compile(engine, Pattern.DOTALL), words);
    }

    private static String notIterable(Matcher engine, Fault fault) {
        var shown = engine.group(1);
        var site = fault.site();
        var named = site == null ? null : site.iterated();
        if (site == null || named == null)
            return Rendered.describe(shown) + " is not iterable (cannot read property Symbol(Symbol.iterator))";
        if (fault.argument()) {
            if (shown.equals("undefined") || shown.equals("null"))
                return named + " is not iterable (cannot read property undefined)";
            return "Spread syntax requires ...iterable[Symbol.iterator] to be a function";
        }
        if (named.endsWith("(...)"))
            return Expression.called(named) + " is not a function or its return value is not iterable";
        return named + (site.isAsync() ? " is not async iterable" : " is not iterable");
    }

    private static String read(Matcher engine, Fault fault) {
        var key = engine.group(1);
        var value = engine.group(2);
        var site = fault.site();
        var taken = site == null ? null : site.destructured(Rendered.describe(value));
        return taken == null
                ? "Cannot read properties of " + value + " (reading '" + key + "')"
                : "Cannot destructure property '" + key + "' of '" + taken + "' as it is " + value + ".";
    }

    private static String noObject(Matcher engine, Fault fault) {
        var site = fault.site();
        var taken = site == null || !site.text().startsWith("{") ? null : site.emptyPattern();
        return taken == null
                ? "Cannot convert undefined or null to object"
                : "Cannot destructure '" + taken + "' as it is " + engine.group(1) + ".";
    }

    private static String notFunction(Matcher engine, Fault fault) {
        var name = engine.group(1);
        var site = fault.site();
        if (site == null) return (name.equals("undefined") ? name : Rendered.describe(name)) + " is not a function";
        var called = site.called();
        return (called == null ? name : called) + " is not a function";
    }

    /// What is extended is not told: nearly always something that its module does not export, or not yet.
    private static @Nullable String noSuperclass(Matcher engine, Fault fault) {
        return fault.site() == null ? null : "Class extends value undefined is not a constructor or null";
    }

    private static @Nullable String notEntry(Matcher engine, Fault fault) {
        return fault.site() == null ? "Iterator value " + engine.group(1) + " is not an entry object" : null;
    }

    private static String readOnly(Matcher engine, Fault fault) {
        return "Cannot assign to read only property '" + engine.group(1) + "' of " + holder(engine.group(2));
    }

    private static String holder(String shown) {
        if (Rendered.isFunction(shown)) return "function '" + shown + "'";
        return Rendered.isObject(shown) ? "object '" + Rendered.object(shown) + "'" : primitive(shown);
    }

    private static String onPrimitive(Matcher engine, Fault fault) {
        return "Cannot create property '" + engine.group(1) + "' on " + primitive(engine.group(2));
    }

    private static String primitive(String shown) {
        var described = Rendered.describe(shown);
        return described.substring(0, described.indexOf(' ')) + " '" + shown + "'";
    }

    private static @Nullable String mixed(Matcher engine, Fault fault) {
        var site = fault.site();
        return site == null || site.text().startsWith("+")
                ? null
                : "Cannot mix BigInt and other types, use explicit conversions";
    }

    private static @Nullable String uninitialised(Matcher engine, Fault fault) {
        return fault.variable() ? "Cannot access '" + engine.group(1) + "' before initialization" : null;
    }

    private static String unexpected(Matcher engine, Fault fault) {
        return UnexpectedToken.message(engine.group(1));
    }
}
