package dev.samovar.http.logs.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a value is compared.
enum Operator {
    AT_MOST("<="),
    AT_LEAST(">="),
    NOT("!="),
    IS("="),
    LESS("<"),
    MORE(">");

    private static final List<Operator> LONGEST_FIRST = List.of(values());

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /// The one that stands here, which is passed, or null.
    static @Nullable Operator read(Cursor cursor) {
        cursor.skipBlanks();
        for (var operator : LONGEST_FIRST) if (cursor.accept(operator.sign)) return operator;
        return null;
    }

    boolean isForTexts() {
        return this == IS || this == NOT;
    }

    /// Whether it holds for how a value compares to the one of the pattern.
    boolean holds(int order) {
        return switch (this) {
            case AT_MOST -> order <= 0;
            case AT_LEAST -> order >= 0;
            case NOT -> order != 0;
            case IS -> order == 0;
            case LESS -> order < 0;
            case MORE -> order > 0;
        };
    }
}
