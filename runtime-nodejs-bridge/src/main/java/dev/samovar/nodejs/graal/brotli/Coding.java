package dev.samovar.nodejs.graal.brotli;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// How a meta-block is written: its blocks, contexts and prefix codes, which are read piece by piece.
final class Coding {
    private final boolean large;
    private final Distances distances;
    private final BlockTypes literals = new BlockTypes();
    private final BlockTypes commands = new BlockTypes();
    private final BlockTypes copies = new BlockTypes();
    private byte[] modes = {};
    private ContextMap literalMap = new ContextMap(0);
    private ContextMap copyMap = new ContextMap(0);
    private PrefixTable[] literalCodes = {};
    private PrefixTable[] commandCodes = {};
    private PrefixTable[] copyCodes = {};
    private final Iterator<Part> parts = List.of(Part.values()).iterator();
    private Part part = parts.next();
    private int done;

    private enum Part {
        LITERALS,
        COMMANDS,
        COPIES,
        CONTEXTS,
        LITERAL_MAP,
        COPY_MAP,
        LITERAL_CODES,
        COMMAND_CODES,
        COPY_CODES,
        ALL
    }

    Coding(boolean large, Distances distances) {
        this.large = large;
        this.distances = distances;
    }

    BlockTypes literals() {
        return literals;
    }

    BlockTypes commands() {
        return commands;
    }

    BlockTypes copies() {
        return copies;
    }

    /// The contexts of the literals of the block.
    int[] contexts() {
        return LiteralContext.table(modes[literals.type()]);
    }

    PrefixTable literalCode(int context) {
        return literalCodes[literalMap.at(literals.type() << 6 | context)];
    }

    PrefixTable commandCode() {
        return commandCodes[commands.type()];
    }

    PrefixTable copyCode(int length) {
        return copyCodes[copyMap.at(copies.type() << 2 | Math.min(length, 5) - 2)];
    }

    /// Reads the next piece. True if it was the last.
    boolean read(BitReader bits) {
        boolean over = switch (part) {
            case LITERALS -> literals.describe(bits);
            case COMMANDS -> commands.describe(bits);
            case COPIES -> copies.describe(bits);
            case CONTEXTS -> contexts(bits);
            case LITERAL_MAP -> map(bits, literalMap, made -> literalCodes = made);
            case COPY_MAP -> map(bits, copyMap, made -> copyCodes = made);
            case LITERAL_CODES -> code(bits, literalCodes, 256, 256);
            case COMMAND_CODES -> code(bits, commandCodes, 704, 704);
            case COPY_CODES -> code(bits, copyCodes, distances.alphabet(large), distances.used(large));
            case ALL -> false;
        };
        if (over) part = parts.next();
        return part == Part.ALL;
    }

    private boolean contexts(BitReader bits) {
        int postfixBits = bits.number(2);
        int direct = bits.number(4) << postfixBits;
        modes = new byte[literals.count()];
        for (int i = 0; i < modes.length; i++) modes[i] = (byte) bits.number(2);
        distances.tune(postfixBits, direct);
        literalMap = new ContextMap(literals.count() << 6);
        copyMap = new ContextMap(copies.count() << 2);
        commandCodes = new PrefixTable[commands.count()];
        return true;
    }

    private static boolean map(BitReader bits, ContextMap map, Consumer<PrefixTable[]> codes) {
        if (!map.describe(bits)) return false;
        codes.accept(new PrefixTable[map.count()]);
        return true;
    }

    private boolean code(BitReader bits, PrefixTable[] codes, int alphabet, int used) {
        codes[done] = PrefixCodes.read(bits, alphabet, used);
        done = (done + 1) % codes.length;
        return done == 0;
    }
}
