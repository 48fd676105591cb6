package dev.samovar.process.cgroup;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the kernel holds a child's group to.
///
/// The shells above a child count too, and what the kernel keeps for processes and namespaces: for them the
/// group has some memory more, of which the watch leaves the function nothing.
///
/// @param memoryMb what the function is configured with
record Limits(int memoryMb) {
    private static final long SLACK_MB = 16;
    private static final int PROCESSES = 1024;

    /// The memory for which Lambda gives a function one processor, whose weight is that of a group which
    /// nobody gave one.
    private static final double ONE_PROCESSOR_MB = 1769;

    private static final int ONE_PROCESSOR = 100;
    private static final int HEAVIEST = 10_000;

    /// The files that must be there, with what they say. All ends when the memory is used up, and not one
    /// process.
    Map<String, String> needed() {
        var all = new LinkedHashMap<String, String>();
        all.put("memory.max", Long.toString((memoryMb + SLACK_MB) << 20));
        all.put("memory.oom.group", "1");
        return all;
    }

    /// Those that say more where they are there.
    Map<String, String> wanted() {
        var all = new LinkedHashMap<String, String>();
        all.put("memory.swap.max", "0");
        all.put("pids.max", Integer.toString(PROCESSES));
        all.put("cpu.weight", Integer.toString(weight()));
        return all;
    }

    /// The share of the processor, where it is not enough for all.
    int weight() {
        return Math.clamp(Math.round(ONE_PROCESSOR * memoryMb / ONE_PROCESSOR_MB), 1, HEAVIEST);
    }
}
