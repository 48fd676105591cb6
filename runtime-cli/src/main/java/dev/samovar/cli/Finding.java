package dev.samovar.cli;

import java.util.Locale;

/// One line of the doctor's.
///
/// @param blocks whether functions cannot run for want of it
record Finding(Level level, String what, String detail, boolean blocks) {

    enum Level {
        OK,
        WARN,
        NO
    }

    static Finding ok(String what, String detail) {
        return new Finding(Level.OK, what, detail, false);
    }

    /// Something works less well than it could.
    static Finding warn(String what, String detail) {
        return new Finding(Level.WARN, what, detail, false);
    }

    /// Something is not there that not everyone needs.
    static Finding no(String what, String detail) {
        return new Finding(Level.NO, what, detail, false);
    }

    /// Something is not there that everyone needs.
    static Finding blocking(String what, String detail) {
        return new Finding(Level.NO, what, detail, true);
    }

    String line() {
        return String.format(Locale.ROOT, "%-4s  %-16s  %s", level.name().toLowerCase(Locale.ROOT), what, detail)
                .stripTrailing();
    }
}
