package dev.samovar.nodejs.graal.zstd;

import dev.samovar.nodejs.graal.compress.BitWriter;
import dev.samovar.nodejs.graal.compress.Match;
import java.util.List;

/// Writes a block's matches with the codes that every decoder knows: from the last to the first, as they are
/// read from the end.
final class Sequences {
    private static final Reverse LITERALS = new Reverse(StateTable.LITERAL_LENGTHS, 36);
    private static final Reverse OFFSETS = new Reverse(StateTable.OFFSETS, 29);
    private static final Reverse MATCHES = new Reverse(StateTable.MATCH_LENGTHS, 53);

    private Sequences() {}

    static void write(BitWriter to, List<Match> matches) {
        int literals = 0;
        int offset = 0;
        int copied = 0;
        for (int i = matches.size() - 1; i >= 0; i--) {
            var match = matches.get(i);
            int literalCode = Codes.of(Codes.LITERALS_BASE, match.literals());
            int copyCode = Codes.of(Codes.MATCH_BASE, match.copied());
            int value = match.repeated() && match.literals() > 0 ? 1 : match.distance() + 3;
            int offsetCode = 31 - Integer.numberOfLeadingZeros(value);
            boolean last = i == matches.size() - 1;
            offset = last ? OFFSETS.any(offsetCode) : OFFSETS.before(to, offsetCode, offset);
            copied = last ? MATCHES.any(copyCode) : MATCHES.before(to, copyCode, copied);
            literals = last ? LITERALS.any(literalCode) : LITERALS.before(to, literalCode, literals);
            to.write(match.literals() - Codes.LITERALS_BASE[literalCode], Codes.LITERALS_BITS[literalCode]);
            to.write(match.copied() - Codes.MATCH_BASE[copyCode], Codes.MATCH_BITS[copyCode]);
            to.write(value - (1 << offsetCode), offsetCode);
        }
        to.write(copied, MATCHES.table.log);
        to.write(offset, OFFSETS.table.log);
        to.write(literals, LITERALS.table.log);
        to.write(1, 1);
        to.align();
    }

    /// A table from what follows to what comes before.
    private static final class Reverse {
        private final StateTable table;
        private final byte[][] before;

        Reverse(StateTable table, int symbols) {
            this.table = table;
            before = new byte[symbols][1 << table.log];
            for (int state = 0; state < table.symbols.length; state++)
                for (int i = 0; i < 1 << table.bits[state]; i++)
                    before[table.symbols[state]][table.bases[state] + i] = (byte) state;
        }

        int any(int symbol) {
            return before[symbol][0];
        }

        /// The state of a symbol that another follows; writes what leads from it to that.
        int before(BitWriter to, int symbol, int next) {
            int state = before[symbol][next];
            to.write(next - table.bases[state], table.bits[state]);
            return state;
        }
    }
}
