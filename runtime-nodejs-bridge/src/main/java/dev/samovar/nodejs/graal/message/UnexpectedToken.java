package dev.samovar.nodejs.graal.message;

import java.util.Set;

/// What V8 says of a token that cannot stand where it does.
final class UnexpectedToken {
    private static final Set<String> RESERVED = Set.of(
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "import",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with");

    private UnexpectedToken() {}

    static String message(String token) {
        if (token.equals("eof")) return "Unexpected end of input";
        if (token.equals("error")) return "Invalid or unexpected token";
        if (token.equals("import")) return "Cannot use import statement outside a module";
        if (RESERVED.contains(token)) return "Unexpected token '" + token + "'";
        var first = token.codePointAt(0);
        if (Character.isUnicodeIdentifierStart(first) || first == '$' || first == '_')
            return "Unexpected identifier '" + token + "'";
        if (Character.isDigit(first)) return "Unexpected number";
        if (first == '"' || first == '\'') return "Unexpected string";
        return first == '`' ? "Unexpected template string" : "Unexpected token '" + token + "'";
    }
}
