package dev.samovar.nodejs.graal.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a source names: the modules it asks for and the globals that matter here.
///
/// A reader of its own, since a parser takes as long as loading does. It knows comments, strings, templates
/// and regular expressions well enough not to be misled by what stands in them; what it takes wrongly for a
/// request is a file that is looked at in vain.
///
/// @param modules literal arguments of `require`, `import`, `export … from` and `import()`
/// @param computed whether a module's name is computed
/// @param webAssembly whether WebAssembly is used
record Mentions(List<Request> modules, boolean computed, boolean webAssembly) {
    private static final Pattern REQUIRE = Pattern.compile("_{0,2}require\\d?");
    private static final Set<String> BEFORE_EXPRESSION = Set.of(
            "return",
            "typeof",
            "case",
            "in",
            "of",
            "delete",
            "void",
            "throw",
            "new",
            "else",
            "do",
            "instanceof",
            "await",
            "yield",
            "extends");

    /// One module that is asked for.
    ///
    /// @param isRequire whether by `require` rather than by `import` or `export`
    record Request(String specifier, boolean isRequire) {}

    static Mentions of(String source) {
        return new Reader(source).read();
    }

    private static final class Reader {
        private final String source;
        private final List<Request> modules = new ArrayList<>();
        private boolean computed;
        private boolean webAssembly;
        private int at;

        /// The last word or sign; empty after a value such as a string.
        private String last = ";";

        /// Whether a module clause is open, whose end is `from "…"`.
        private boolean inClause;

        /// How many braces are open in the innermost part of a template, or outside of all.
        private int braces;

        /// The same of the parts around it. They can be nested deeper than calls.
        private final ArrayDeque<Integer> outer = new ArrayDeque<>();

        /// No regular expression begins before this place.
        private int vainUntil;

        /// None ends that comes by the beginning or the end of a class before this place.
        private int vainClassesUntil;

        Reader(String source) {
            this.source = source;
        }

        Mentions read() {
            while (at < source.length()) {
                char c = source.charAt(at);
                if (Character.isWhitespace(c)) at++;
                else if (c == '/' && peek(1) == '/') toLineEnd();
                else if (c == '/' && peek(1) == '*') toCommentEnd();
                else if (c == '"' || c == '\'') string(c);
                else if (c == '`') template();
                else if (c == '}' && braces == 0 && !outer.isEmpty()) templateGoesOn();
                else if (c == '/' && startsExpression()) regularExpression();
                else if (Character.isJavaIdentifierStart(c)) word();
                else sign(c);
            }
            return new Mentions(List.copyOf(modules), computed, webAssembly);
        }

        private char peek(int ahead) {
            return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
        }

        private void toLineEnd() {
            int end = source.indexOf('\n', at);
            at = end < 0 ? source.length() : end;
        }

        private void toCommentEnd() {
            int end = source.indexOf("*/", at + 2);
            at = end < 0 ? source.length() : end + 2;
        }

        private void sign(char c) {
            if (c == ';') inClause = false;
            if (c == '{') braces++;
            if (c == '}') braces--;
            last = String.valueOf(c);
            at++;
        }

        private void string(char quote) {
            var value = quoted(quote);
            if (inClause && (last.equals("from") || last.equals("import"))) {
                modules.add(new Request(value, false));
                inClause = false;
            }
            last = "";
        }

        /// The text of a string that begins here; `at` is behind it then.
        private String quoted(char quote) {
            int from = ++at;
            while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n')
                at += source.charAt(at) == '\\' ? 2 : 1;
            int end = Math.min(at, source.length());
            at = end + 1;
            return source.substring(from, end);
        }

        private void template() {
            at++;
            templateText();
        }

        /// The brace that ends a part of a template is next.
        private void templateGoesOn() {
            braces = outer.pop();
            at++;
            templateText();
        }

        private void templateText() {
            for (; at < source.length() && source.charAt(at) != '`'; at++) {
                if (source.charAt(at) == '$' && peek(1) == '{') {
                    at += 2;
                    last = "{";
                    outer.push(braces);
                    braces = 0;
                    return;
                }
                if (source.charAt(at) == '\\') at++;
            }
            at++;
            last = "";
        }

        private boolean startsExpression() {
            if (last.isEmpty() || last.equals(")") || last.equals("]") || last.equals("}")) return false;
            return !Character.isJavaIdentifierPart(last.charAt(0)) || BEFORE_EXPRESSION.contains(last);
        }

        private void regularExpression() {
            int end = endOfRegularExpression();
            if (end < 0) {
                sign('/');
            } else {
                at = end;
                last = "";
            }
        }

        /// A regular expression ends on its line; what does not is a division, and -1.
        ///
        /// What was looked through in vain is not looked through again, else a long line of slashes takes
        /// minutes: whoever comes by the same beginning or end of a class goes the same way from there.
        private int endOfRegularExpression() {
            int i = at + 1;
            if (i <= vainUntil) return -1;
            int firstClass = -1;
            for (boolean inClass = false; i < source.length() && source.charAt(i) != '\n'; i++) {
                char c = source.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '[' || c == ']') {
                    if (firstClass < 0) firstClass = i;
                    if (i < vainClassesUntil) break;
                    inClass = c == '[';
                } else if (c == '/' && !inClass) {
                    return i + 1;
                }
            }
            vainUntil = firstClass < 0 ? i : firstClass;
            vainClassesUntil = Math.max(vainClassesUntil, i);
            return -1;
        }

        private void word() {
            int from = at;
            while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) at++;
            var word = source.substring(from, at);
            boolean isMember = last.equals(".");
            last = word;
            if (isMember && !word.equals("require")) return;
            switch (word) {
                case "import" -> {
                    if (nextIs('(')) call(false);
                    else inClause = !nextIs('.');
                }
                case "export" -> inClause = true;
                case "WebAssembly" -> webAssembly |= nextIs('.');
                default -> {
                    if (REQUIRE.matcher(word).matches() && nextIs('(')) call(true);
                }
            }
        }

        private boolean nextIs(char wanted) {
            int i = at;
            while (i < source.length() && Character.isWhitespace(source.charAt(i))) i++;
            return i < source.length() && source.charAt(i) == wanted;
        }

        /// The parenthesis of `require(` or `import(` is next.
        private void call(boolean isRequire) {
            at = source.indexOf('(', at) + 1;
            last = "(";
            while (true) {
                while (Character.isWhitespace(peek(0))) at++;
                if (peek(0) == '/' && peek(1) == '*') toCommentEnd();
                else break;
            }
            char c = peek(0);
            if (c == '"' || c == '\'' || c == '`') {
                int before = at;
                var value = quoted(c);
                if (nextIs(')') || nextIs(',')) {
                    if (c != '`' || !value.contains("${")) {
                        modules.add(new Request(value, isRequire));
                        last = "";
                        return;
                    }
                }
                at = before;
            }
            computed = true;
        }
    }
}
