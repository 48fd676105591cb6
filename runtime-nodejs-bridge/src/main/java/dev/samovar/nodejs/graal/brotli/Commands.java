package dev.samovar.nodejs.graal.brotli;

/// Carries out the commands of a meta-block: literals, then a copy of what came before or a word of the dictionary.
final class Commands {
    /// Where the codes of both lengths begin, by the cell of a command.
    private static final int[] INSERT_CELLS = {0, 0, 0, 0, 8, 8, 0, 16, 8, 16, 16};

    private static final int[] COPY_CELLS = {0, 8, 0, 8, 0, 8, 16, 0, 16, 8, 16};

    private final BitReader bits;
    private final Window window;
    private final Distances distances;
    private final long reach;
    private final Coding coding;
    private long remaining;
    private Part part = Part.COMMAND;
    private boolean repeats;
    private int literals;
    private int length;
    private int distance;
    private byte[] word = {};

    private enum Part {
        COMMAND,
        LITERALS,
        DISTANCE,
        COPY,
        WORD
    }

    Commands(BitReader bits, Window window, Distances distances, long reach, Coding coding, long length) {
        this.bits = bits;
        this.window = window;
        this.distances = distances;
        this.reach = reach;
        this.coding = coding;
        remaining = length;
    }

    /// Whether more was promised than the meta-block has.
    boolean overrun() {
        return remaining < 0;
    }

    /// Writes up to so many bytes. True if the meta-block is over.
    boolean run(int most) {
        long end = window.size() + most;
        while (true) {
            bits.mark();
            switch (part) {
                case COMMAND -> {
                    if (remaining < 0) throw Corrupted.by(Flaw.BLOCK_LENGTH_2);
                    if (remaining == 0) return true;
                    command();
                }
                case LITERALS -> {
                    if (literals > 0 && window.size() == end) return false;
                    literals((int) Math.min(literals, end - window.size()));
                }
                case DISTANCE -> distance();
                case COPY -> {
                    int count = (int) Math.min(length, end - window.size());
                    window.copy(distance, count);
                    length -= count;
                    if (length > 0) return false;
                    part = Part.COMMAND;
                }
                case WORD -> {
                    int count = (int) Math.min(length, end - window.size());
                    window.add(word, word.length - length, count);
                    length -= count;
                    if (length > 0) return false;
                    part = Part.COMMAND;
                }
            }
        }
    }

    private void command() {
        var blocks = coding.commands();
        if (blocks.left() == 0) {
            blocks.next(bits);
            return;
        }
        int code = coding.commandCode().read(bits);
        int cell = code >> 6;
        int insert = INSERT_CELLS[cell] + (code >> 3 & 7);
        int copy = COPY_CELLS[cell] + (code & 7);
        int inserted = Command.INSERT_BASE[insert] + bits.number(Command.INSERT_BITS[insert]);
        length = Command.COPY_BASE[copy] + bits.number(Command.COPY_BITS[copy]);
        literals = inserted;
        repeats = code < 128;
        blocks.use(1);
        remaining -= inserted;
        part = Part.LITERALS;
    }

    private void literals(int most) {
        if (literals == 0) {
            part = remaining > 0 ? Part.DISTANCE : Part.COMMAND;
            return;
        }
        var blocks = coding.literals();
        if (blocks.left() == 0) {
            blocks.next(bits);
            return;
        }
        int count = Math.min(most, blocks.left());
        int done = 0;
        var contexts = coding.contexts();
        int last = window.before(1);
        int before = window.before(2);
        try {
            for (; done < count; done++) {
                int value = coding.literalCode(contexts[last] | contexts[256 + before])
                        .read(bits);
                window.add((byte) value);
                before = last;
                last = value;
            }
        } finally {
            blocks.use(done);
            literals -= done;
            if (done > 0) bits.mark();
        }
    }

    private void distance() {
        if (repeats) reach(distances.last(), false);
        else {
            var blocks = coding.copies();
            if (blocks.left() == 0) {
                blocks.next(bits);
                return;
            }
            int code = coding.copyCode(length).read(bits);
            long read = distances.read(bits, code);
            blocks.use(1);
            reach(read, code > 0);
        }
    }

    private void reach(long back, boolean isNew) {
        long most = Math.min(reach, window.size());
        if (back > most) {
            if (back > Distances.MOST) throw Corrupted.by(Flaw.DISTANCE);
            word = Dictionary.word(length, back - most - 1);
            length = word.length;
            part = Part.WORD;
        } else {
            distance = (int) back;
            if (isNew) distances.remember(distance);
            part = Part.COPY;
        }
        remaining -= length;
    }
}
