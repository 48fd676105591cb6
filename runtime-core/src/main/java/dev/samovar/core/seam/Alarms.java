package dev.samovar.core.seam;

import java.util.function.LongSupplier;

/// Makes alarms.
public interface Alarms {

    /// An alarm that is not set yet.
    ///
    /// @param onWake runs at each wake-up, and answers when to wake next, or [Long#MAX_VALUE] for
    ///     not until asked
    Alarm create(String name, LongSupplier onWake);

    /// Alarms with a daemon thread each.
    static Alarms threads(LongSupplier ticker) {
        return (name, onWake) -> new ThreadAlarm(name, ticker, onWake);
    }
}
