package dev.samovar.spi;

import java.util.Map;

/// How a process ended: with a status of its own, or by a signal.
///
/// @param signalled whether by a signal
/// @param number the status or the number of the signal
public record ProcessEnd(boolean signalled, int number) {
    /// What lies beyond is a status that looks like a signal's.
    private static final int LAST_SIGNAL = 31;

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "hangup"),
            Map.entry(2, "interrupt"),
            Map.entry(3, "quit"),
            Map.entry(4, "illegal instruction"),
            Map.entry(5, "trace/breakpoint trap"),
            Map.entry(6, "aborted"),
            Map.entry(7, "bus error"),
            Map.entry(8, "floating point exception"),
            Map.entry(9, "killed"),
            Map.entry(10, "user defined signal 1"),
            Map.entry(11, "segmentation fault"),
            Map.entry(12, "user defined signal 2"),
            Map.entry(13, "broken pipe"),
            Map.entry(14, "alarm clock"),
            Map.entry(15, "terminated"));

    /// It ended with a status.
    public static ProcessEnd status(int status) {
        return new ProcessEnd(false, status);
    }

    /// It ended by a signal.
    public static ProcessEnd signal(int number) {
        return new ProcessEnd(true, number);
    }

    /// As the shell tells of it: a status beyond 128 is that of a signal.
    ///
    /// @param told what `$?` is
    public static ProcessEnd ofShell(int told) {
        return told > 128 && told <= 128 + LAST_SIGNAL ? signal(told - 128) : status(told);
    }

    /// The end itself, such as `exit status 1` or `signal: killed`.
    public String words() {
        return signalled ? "signal: " + SIGNALS.getOrDefault(number, "signal " + number) : "exit status " + number;
    }

    /// In Lambda's words, such as `Runtime exited with error: exit status 1`.
    public String reason() {
        return number == 0 && !signalled
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: " + words();
    }
}
