package dev.samovar.core.telemetry;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// How often functions have run in one chain of invocations, as trace headers carry it along: `Lineage=2:a87bd80c:1`
/// says that the chain is 2 invocations long and that a function with this name's digest was in it once before.
///
/// A header that was begun here has one, and one that has one is counted on. A caller's own header without one stays
/// as it is: what it begins is no chain of functions.
///
/// Source: AWS Lambda developer guide, "Use Lambda recursive loop detection to prevent infinite loops".
public final class Lineage {
    private static final String NAME = "Lineage=";
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{8}):([0-9]{1,9})");

    private Lineage() {}

    /// Whether a trace header has one.
    public static boolean isIn(String header) {
        return header.contains(NAME);
    }

    /// How often a function was in the chain before.
    ///
    /// @param header a trace header
    /// @param function the function's ARN
    public static int visits(String header, String function) {
        int at = header.indexOf(NAME);
        if (at < 0) return 0;
        var wanted = digest(function);
        var entries = ENTRY.matcher(header.substring(at));
        while (entries.find()) if (entries.group(1).equals(wanted)) return Integer.parseInt(entries.group(2));
        return 0;
    }

    /// The header that a function sees, so that it is counted in what the function calls.
    static String counted(String header, String function) {
        int at = header.indexOf(NAME);
        if (at < 0) return header;
        int end = header.indexOf(';', at);
        var lineage = end < 0 ? header.substring(at) : header.substring(at, end);
        var rest = end < 0 ? "" : header.substring(end);
        return header.substring(0, at) + plusOne(lineage, digest(function)) + rest;
    }

    private static String plusOne(String lineage, String digest) {
        var all = new ArrayList<String>();
        boolean known = false;
        int length = 0;
        for (var entries = ENTRY.matcher(lineage); entries.find(); ) {
            boolean same = entries.group(1).equals(digest);
            int count = Integer.parseInt(entries.group(2)) + (same ? 1 : 0);
            known |= same;
            length += count;
            all.add(entries.group(1) + ":" + count);
        }
        if (!known) {
            all.add(digest + ":1");
            length++;
        }
        return NAME + length + ":" + String.join("|", all);
    }

    /// The lineage of a chain that begins with a function.
    static String begun(String function) {
        return NAME + "1:" + digest(function) + ":1";
    }

    private static String digest(String function) {
        var digits = Integer.toHexString(function.hashCode());
        return "0".repeat(8 - digits.length()) + digits;
    }
}
