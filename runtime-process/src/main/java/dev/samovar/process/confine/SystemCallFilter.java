package dev.samovar.process.confine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// What a sandbox may not ask of Linux: keys. Its processes have those of the host's session and share them with each
/// other, since there is no namespace of keys.
///
/// It is a program of the kernel's packet filter, as `seccomp(2)` takes it and bubblewrap reads it: calls that it finds
/// answer `EPERM`, on each of the processors that it knows.
final class SystemCallFilter {
    /// The first of the calls `add_key`, `request_key` and `keyctl`, which follow each other, by the number that Linux
    /// has for a processor and its calling convention.
    private static final Map<Integer, Integer> ADD_KEY = Map.of(
            0xC000003E, 248, // x86-64
            0x40000003, 286, // x86
            0xC00000B7, 217, // arm64
            0x40000028, 309, // arm
            0xC00000F3, 217, // riscv64
            0xC0000015, 269, // ppc64le
            0x80000016, 278); // s390x

    private static final int CALLS = 3;

    // Where a filter finds the number of a call and its processor, and what it may do.
    private static final int CALL = 0;
    private static final int PROCESSOR = 4;
    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_GREATER = 0x25;
    private static final int ANSWER = 0x06;
    private static final int ALLOWED = 0x7FFF0000;
    private static final int REFUSED = 0x00050001;

    /// All but the bit of the calls of x86-64 with short pointers.
    private static final int NUMBER = ~0x40000000;

    private static final int STEPS = 8;
    private static final int BYTES = 8;

    private final ByteBuffer program =
            ByteBuffer.allocate((ADD_KEY.size() * STEPS + 1) * BYTES).order(ByteOrder.nativeOrder());

    private SystemCallFilter() {}

    static byte[] bytes() {
        var filter = new SystemCallFilter();
        ADD_KEY.forEach(filter::refuse);
        filter.add(ANSWER, 0, 0, ALLOWED);
        return filter.program.array();
    }

    /// The steps for one processor, which are left by those of others.
    private void refuse(int processor, int first) {
        add(LOAD, 0, 0, PROCESSOR);
        add(IF_EQUAL, 0, STEPS - 2, processor);
        add(LOAD, 0, 0, CALL);
        add(AND, 0, 0, NUMBER);
        add(IF_AT_LEAST, 0, 1, first);
        add(IF_GREATER, 0, 1, first + CALLS - 1);
        add(ANSWER, 0, 0, ALLOWED);
        add(ANSWER, 0, 0, REFUSED);
    }

    /// @param yes how many steps to leave out if a condition holds
    /// @param no and if it does not
    private void add(int code, int yes, int no, int value) {
        program.putShort((short) code).put((byte) yes).put((byte) no).putInt(value);
    }
}
