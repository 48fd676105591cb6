package dev.samovar.cli;

import java.util.List;

/// Rows of texts as lines whose columns stand below each other.
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /// @param rows all of the same length
    static List<String> of(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (var row : rows)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++)
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(GAP);
        return line.toString().stripTrailing();
    }
}
