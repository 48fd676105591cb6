package dev.samovar.nodejs.graal.reach;

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

        Reader(String source) {
            this.source = source;
        }

        Mentions read() {
            code(false);
            return new Mentions(List.copyOf(modules), computed, webAssembly);
        }

        /// Reads code to the end, or to the brace that ends a part of a template.
        private void code(boolean inTemplate) {
            for (int depth = 0; at < source.length(); ) {
                char c = source.charAt(at);
                if (inTemplate && c == '}' && depth == 0) return;
                if (c == '{') depth++;
                if (c == '}') depth--;
                if (Character.isWhitespace(c)) at++;
                else if (c == '/' && peek(1) == '/') toLineEnd();
                else if (c == '/' && peek(1) == '*') toCommentEnd();
                else if (c == '"' || c == '\'') string(c);
                else if (c == '`') template();
                else if (c == '/' && startsExpression()) regularExpression();
                else if (Character.isJavaIdentifierStart(c)) word();
                else sign(c);
            }
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
            while (at < source.length() && source.charAt(at) != '`') {
                if (source.charAt(at) == '$' && peek(1) == '{') {
                    at += 2;
                    last = "{";
                    code(true);
                } else if (source.charAt(at) == '\\') at++;
                at++;
            }
            at++;
            last = "";
        }

        private boolean startsExpression() {
            if (last.isEmpty() || last.equals(")") || last.equals("]") || last.equals("}")) return false;
            return !Character.isJavaIdentifierPart(last.charAt(0)) || BEFORE_EXPRESSION.contains(last);
        }

        /// A regular expression ends on its line; what does not is a division.
        private void regularExpression() {
            boolean inClass = false;
            for (int i = at + 1; i < source.length(); i++) {
                char c = source.charAt(i);
                if (c == '\n') break;
                if (c == '\\') i++;
                else if (c == '[') inClass = true;
                else if (c == ']') inClass = false;
                else if (c == '/' && !inClass) {
                    at = i + 1;
                    last = "";
                    return;
                }
            }
            sign('/');
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
