package dev.samovar.nodejs.graal.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A piece of a source, looked at as text: V8 names the expression that failed, and the engine tells only where
/// it is.
///
/// @param start where it begins in the source
/// @param end where what follows it begins
record CodeSite(CharSequence source, int start, int end) {
    private static final Pattern DECLARATION = Pattern.compile("(?:^|[^\\w$.])(?:const|let|var)\\s*$");
    private static final Pattern LOOP = Pattern.compile("(?:^|[^\\w$.])for\\s*\\(\\s*(?:(?:const|let|var)\\s*)?$");
    private static final Pattern ASYNC_LOOP = Pattern.compile("^\\W*for\\s+await\\b");
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final Pattern COMPUTED = Pattern.compile("]\\s*:\\s*$");
    private static final Pattern CATCH = Pattern.compile("(?:^|[^\\w$.])catch\\s*\\(\\s*$");

    /// As much of a source before a place as tells what it is.
    private static final int BEFORE = 40;

    String text() {
        return source.subSequence(start, end).toString();
    }

    /// What is iterated here, as V8 names it, or null if it names the value instead.
    @Nullable
    String iterated() {
        var text = text();
        if (text.startsWith("...")) return Expression.print(text.substring(3));
        if (text.startsWith("[")) return patterned();
        var loop = text.startsWith("for") ? 0 : text.indexOf("for");
        return loop < 0 ? null : looped(start + loop);
    }

    /// The loop's `of` and the end of its head are those at the depth of its parenthesis.
    private @Nullable String looped(int from) {
        var open = CodeScan.find(source, from, end, '(');
        if (open < 0) return null;
        var close = CodeScan.closing(source, open);
        var of = CodeScan.word(source, open + 1, close, "of");
        return of < 0
                ? null
                : Expression.print(source.subSequence(of + 2, close).toString());
    }

    /// V8 names what an array pattern takes apart only where a variable or a literal is declared to be it.
    private @Nullable String patterned() {
        var close = CodeScan.closing(source, start);
        if (LOOP.matcher(before(start)).find()) return ".for";
        var value = assigned(close + 1);
        if (value == null || !DECLARATION.matcher(before(start)).find()) return null;
        var printed = Expression.print(value);
        return Expression.isPlain(value) || printed.startsWith("{") || value.startsWith("await ") ? printed : null;
    }

    /// What an object pattern takes apart here, as V8 names it: null if this is no pattern, or one inside another.
    ///
    /// @param value how it is named where the code has no name for it
    @Nullable
    String destructured(String value) {
        if (!isPattern()) return null;
        var open = CodeScan.opening(source, start);
        if (open < 0) return null;
        var close = CodeScan.closing(source, open);
        var next = CodeScan.nextCode(source, close + 1);
        var there = next < source.length() ? source.charAt(next) : ' ';
        var before = before(open);
        if (LOOP.matcher(before).find()) return ".for";
        if (CATCH.matcher(before).find()) return ".catch";
        var taken = assigned(close + 1);
        if (taken != null) {
            var parameter = !DECLARATION.matcher(before).find() && CodeScan.isParameter(source, open);
            return parameter ? "(intermediate value)(intermediate value)(intermediate value)" : Expression.print(taken);
        }
        return (there == ')' || there == ',') && CodeScan.isParameter(source, open) ? value : null;
    }

    /// What a pattern with nothing to read in it takes apart.
    @Nullable
    String emptyPattern() {
        var close = CodeScan.closing(source, start);
        var taken = assigned(close + 1);
        return taken == null ? null : Expression.print(taken);
    }

    /// A member that is read has its object before it; of a pattern only the variable is told.
    private boolean isPattern() {
        var next = CodeScan.nextCode(source, end);
        var initialised = next < source.length() && source.charAt(next) == '=';
        return !initialised
                && VARIABLE.matcher(text()).matches()
                && !COMPUTED.matcher(before(start)).find();
    }

    /// What is called here, as V8 names it, or null if that is no name.
    @Nullable
    String called() {
        var text = text();
        var end = text.endsWith(")") ? CodeScan.opening(text, text.length() - 1) : -1;
        if (end < 0) return null;
        var callee = text.substring(0, end);
        return Expression.name(callee.endsWith("?.") ? callee.substring(0, callee.length() - 2) : callee);
    }

    boolean isAsync() {
        return ASYNC_LOOP.matcher(text()).find();
    }

    private @Nullable String assigned(int from) {
        var at = CodeScan.nextCode(source, from);
        if (at >= source.length() || source.charAt(at) != '=') return null;
        var value = CodeScan.nextCode(source, at + 1);
        return source.subSequence(value, CodeScan.expressionEnd(source, value))
                .toString()
                .strip();
    }

    private CharSequence before(int at) {
        return source.subSequence(Math.max(0, at - BEFORE), at);
    }
}
