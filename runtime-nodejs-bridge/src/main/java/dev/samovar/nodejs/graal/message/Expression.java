package dev.samovar.nodejs.graal.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An expression as V8 prints it in messages: names, literals, members, elements and calls; of everything else
/// it says `(intermediate value)`.
final class Expression {
    private static final String OTHER = "(intermediate value)";
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$#][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern STRING = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
    private static final Pattern WORDS = Pattern.compile("(?:await|async|function|class|typeof|void|delete|yield)\\b");
    private static final Pattern PRINTED_WHOLE = Pattern.compile("\\{|await\\b");
    private static final Pattern LIST = Pattern.compile("[\\p{L}\\p{N}_$.,\\s]+");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d+(?:\\.\\d+)?");

    private final String text;
    private final StringBuilder printed = new StringBuilder();
    private int at;

    private Expression(String text) {
        this.text = text;
    }

    /// How V8 prints it.
    static String print(String code) {
        var name = name(code);
        return name == null ? OTHER : name;
    }

    /// The same, or null where V8 may know more of it.
    static @Nullable String name(String code) {
        var expression = new Expression(code.strip());
        return expression.read() ? expression.printed.toString() : null;
    }

    /// Whether it is a variable or a literal.
    static boolean isPlain(String code) {
        return PLAIN.matcher(code).matches();
    }

    /// The callee of a call, both as V8 prints them.
    static String called(String printed) {
        return printed.substring(0, printed.length() - "(...)".length());
    }

    private boolean read() {
        if (WORDS.matcher(text).lookingAt() || !primary()) return false;
        while (at < text.length()) if (!suffix()) return false;
        return true;
    }

    private boolean primary() {
        if (text.startsWith("{") || text.startsWith("[")) return literal();
        if (text.startsWith("(")) return enclosed();
        if (text.startsWith("new ")) return created();
        if (text.startsWith("super.")) {
            at = "super".length();
            printed.append(OTHER);
            return true;
        }
        return take(NAME) || take(NUMBER) || string();
    }

    private boolean enclosed() {
        var close = CodeScan.closing(text, 0);
        if (close >= text.length()) return false;
        var inside = text.substring(1, close).strip();
        if (!PRINTED_WHOLE.matcher(inside).lookingAt()) return false;
        printed.append(print(inside));
        at = close + 1;
        return true;
    }

    private boolean created() {
        var call = text.indexOf('(');
        var type = call < 0 ? "" : text.substring("new ".length(), call).strip();
        if (!PLAIN.matcher(type).matches()) return false;
        at = CodeScan.closing(text, call) + 1;
        printed.append(at >= text.length() ? type + "(...)" : OTHER);
        return at <= text.length();
    }

    /// Of what is in it V8 says how much.
    private boolean literal() {
        var close = CodeScan.closing(text, 0);
        if (close >= text.length()) return false;
        var inside = text.substring(1, close).strip();
        var shown = inside.isEmpty() ? "" : OTHER;
        if (text.charAt(0) == '[' && LIST.matcher(inside).matches()) shown = inside.replaceAll("\\s", "");
        printed.append(text.charAt(0)).append(shown).append(text.charAt(close));
        at = close + 1;
        return true;
    }

    private boolean suffix() {
        at = CodeScan.nextCode(text, at);
        if (text.startsWith("?.", at)) {
            at += 2;
            printed.append("?.");
            return take(NAME);
        }
        if (text.startsWith(".", at)) {
            at = CodeScan.nextCode(text, at + 1);
            printed.append('.');
            return take(NAME);
        }
        if (text.startsWith("(", at)) {
            at = CodeScan.closing(text, at) + 1;
            printed.append("(...)");
            return at <= text.length();
        }
        return text.startsWith("[", at) && element();
    }

    private boolean element() {
        var close = CodeScan.closing(text, at);
        if (close >= text.length()) return false;
        var key = text.substring(at + 1, close).strip();
        at = close + 1;
        var quoted = STRING.matcher(key);
        if (quoted.matches()) printed.append('.').append(key, 1, key.length() - 1);
        else printed.append('[').append(print(key)).append(']');
        return true;
    }

    private boolean string() {
        var found = STRING.matcher(text).region(at, text.length());
        if (!found.lookingAt()) return false;
        printed.append('"').append(text, at + 1, found.end() - 1).append('"');
        at = found.end();
        return true;
    }

    private boolean take(Pattern token) {
        var found = token.matcher(text).region(at, text.length());
        if (!found.lookingAt()) return false;
        printed.append(found.group());
        at = found.end();
        return true;
    }
}
