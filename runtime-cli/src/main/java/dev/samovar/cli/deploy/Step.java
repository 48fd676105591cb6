package dev.samovar.cli.deploy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One line of a plan and what it does.
///
/// @param change what it does
/// @param subject what it is about, such as `alias hello:live`
/// @param detail the rest of the line, or empty
/// @param predicted what the resource will answer, as far as it is known before
/// @param action does it, and tells what the resource answers
record Step(Change change, String subject, String detail, Answers predicted, Supplier<Answers> action) {
    private static final Answers NONE = new Answers("", Map.of());

    static Step create(String subject, String detail, Answers predicted, Supplier<Answers> action) {
        return new Step(Change.CREATE, subject, detail, predicted, action);
    }

    /// @param changed what is not as it should be; nothing if all is
    static Step update(String subject, List<String> changed, Answers predicted, Supplier<Answers> action) {
        if (changed.isEmpty()) return new Step(Change.UNCHANGED, subject, "", predicted, () -> predicted);
        return new Step(Change.UPDATE, subject, ": " + String.join(", ", changed), predicted, action);
    }

    /// Says something and does nothing.
    static Step remark(String text) {
        return new Step(Change.NOTHING, text, "", NONE, () -> NONE);
    }

    /// Says something in place of a resource, which answers as if it were there.
    static Step notMade(String text, Answers predicted) {
        return new Step(Change.NOTHING, text, "", predicted, () -> predicted);
    }

    /// The same, which the endpoint refused to do.
    Step refused(String why) {
        return refusal(subject, why, predicted);
    }

    /// Removes what no template speaks of, or says that it is there.
    static Step leftover(String subject, boolean prune, Runnable removal) {
        return new Step(prune ? Change.REMOVE : Change.LEFT, subject, "", NONE, () -> {
            removal.run();
            return NONE;
        });
    }

    /// Says of a layer that it is there.
    static Step kept(String layer) {
        return new Step(Change.LEFT, "layer " + layer, ", whose versions are kept", NONE, () -> NONE);
    }

    /// Says why what is asked for would be refused.
    static Step refusal(String subject, String why, Answers predicted) {
        return new Step(Change.REFUSED, subject, ": " + why, predicted, () -> predicted);
    }

    /// Does it.
    Answers act() {
        return action.get();
    }

    String line() {
        return change.words() + " " + subject + detail;
    }
}
