package dev.samovar.java.handler;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The stack trace of a throwable as the JDK prints it: causes, suppressed exceptions, the frames that an
/// enclosed one shares with the one around it left out, and each throwable once.
///
/// The throwable may be the customer's own, and answer a new cause whenever it is asked; so the text
/// has an end.
final class StackTraceText {
    private static final int LIMIT = 256 * 1024;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTraceText() {}

    static String of(Thrown thrown) {
        var made = new StackTraceText();
        made.append(thrown, "", "", List.of());
        return made.text.toString();
    }

    /// @param around the frames of the throwable that encloses the first one
    private void append(Thrown first, String indent, String caption, List<String> around) {
        var title = caption;
        var enclosing = around;
        for (var thrown = first; thrown != null; thrown = thrown.cause()) {
            if (!seen.add(thrown.error())) {
                line(indent, title, "[CIRCULAR REFERENCE: " + thrown.headline() + "]");
                return;
            }
            if (text.length() > LIMIT) {
                line(indent, title, "... and more");
                return;
            }
            line(indent, title, thrown.headline());
            var frames = thrown.frames();
            appendFrames(frames, enclosing, indent);
            for (var each : thrown.suppressed()) append(each, indent + "\t", "Suppressed: ", frames);
            title = "Caused by: ";
            enclosing = frames;
        }
    }

    private void appendFrames(List<String> frames, List<String> around, String indent) {
        int shared = shared(frames, around);
        for (var frame : frames.subList(0, frames.size() - shared)) line(indent, "\tat ", frame);
        if (shared > 0) line(indent, "\t... ", shared + " more");
    }

    private static int shared(List<String> frames, List<String> around) {
        int shared = 0;
        while (shared < frames.size()
                && shared < around.size()
                && frames.get(frames.size() - 1 - shared).equals(around.get(around.size() - 1 - shared))) shared++;
        return shared;
    }

    private void line(String indent, String caption, String line) {
        text.append(indent).append(caption).append(line).append('\n');
    }
}
