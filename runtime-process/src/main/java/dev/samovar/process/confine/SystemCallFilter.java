package dev.samovar.process.confine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// What a sandbox may not ask of Linux, on each of the processors that it knows:
///
/// 1. Keys. Its processes have those of the host's session and share them with each other, since there is no
///    namespace of keys. The calls answer `EPERM`.
/// 2. Space on a disk that nothing is written to, of which a process takes as much as there is in no time, so that no
///    watch can stop it. `fallocate`, unless it gives back, and what does the same answer `EOPNOTSUPP`, as on file
///    systems that have no such thing: C's `posix_fallocate` writes zeros then.
/// 3. Rings of calls, which no filter sees. They answer `ENOSYS`, as where Linux is older.
///
/// It is a program of the kernel's packet filter, as `seccomp(2)` takes it and bubblewrap reads it.
final class SystemCallFilter {

    /// The numbers of calls for a processor and its calling convention.
    ///
    /// @param name the number that Linux has for it
    /// @param addKey `add_key`; `request_key` and `keyctl` follow it
    private record Processor(int name, int addKey, int fallocate, int ioctl) {}

    private static final List<Processor> PROCESSORS = List.of(
            new Processor(0xC000003E, 248, 285, 16), // x86-64
            new Processor(0x40000003, 286, 324, 54), // x86
            new Processor(0xC00000B7, 217, 47, 29), // arm64
            new Processor(0x40000028, 309, 352, 54), // arm
            new Processor(0xC00000F3, 217, 47, 29), // riscv64
            new Processor(0xC0000015, 269, 309, 54), // ppc64le
            new Processor(0x80000016, 278, 314, 54)); // s390x

    /// `io_uring_setup`, on all.
    private static final int RINGS = 425;

    /// That `fallocate` gives back.
    private static final int PUNCH_HOLE = 2;

    /// The low half of what `ioctl` is told, for taking space: `FS_IOC_RESVSP`, `FS_IOC_RESVSP64` and
    /// `FS_IOC_ZERO_RANGE`.
    private static final List<Integer> RESERVE = List.of(0x5828, 0x582A, 0x5839);

    private static final int LOW_HALF = 0xFFFF;

    // Where a filter finds the number of a call, its processor and its second argument, and what it may do.
    private static final int CALL = 0;
    private static final int PROCESSOR = 4;
    private static final int SECOND = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 24 : 28;
    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_GREATER = 0x25;
    private static final int IF_ANY_BIT = 0x45;
    private static final int ANSWER = 0x06;
    private static final int ALLOWED = 0x7FFF0000;
    private static final int FAILED = 0x00050000;
    private static final int NOT_PERMITTED = FAILED | 1;
    private static final int NO_SUCH_CALL = FAILED | 38;
    private static final int NOT_SUPPORTED = FAILED | 95;

    /// All but the bit of the calls of x86-64 with short pointers.
    private static final int NUMBER = ~0x40000000;

    private static final int STEPS = 23;
    private static final int BYTES = 8;

    private final ByteBuffer program =
            ByteBuffer.allocate((PROCESSORS.size() * STEPS + 1) * BYTES).order(ByteOrder.nativeOrder());

    private SystemCallFilter() {}

    static byte[] bytes() {
        var filter = new SystemCallFilter();
        PROCESSORS.forEach(filter::add);
        filter.add(ANSWER, 0, 0, ALLOWED);
        return filter.program.array();
    }

    /// The steps for one processor, which are left by those of others.
    private void add(Processor processor) {
        add(LOAD, 0, 0, PROCESSOR);
        add(IF_EQUAL, 0, STEPS - 2, processor.name());
        add(LOAD, 0, 0, CALL);
        add(AND, 0, 0, NUMBER);

        add(IF_AT_LEAST, 0, 2, processor.addKey());
        add(IF_GREATER, 1, 0, processor.addKey() + 2);
        add(ANSWER, 0, 0, NOT_PERMITTED);

        add(IF_EQUAL, 0, 1, RINGS);
        add(ANSWER, 0, 0, NO_SUCH_CALL);

        add(IF_EQUAL, 0, 4, processor.fallocate());
        add(LOAD, 0, 0, SECOND);
        add(IF_ANY_BIT, 0, 1, PUNCH_HOLE);
        add(ANSWER, 0, 0, ALLOWED);
        add(ANSWER, 0, 0, NOT_SUPPORTED);

        add(IF_EQUAL, 1, 0, processor.ioctl());
        add(ANSWER, 0, 0, ALLOWED);
        add(LOAD, 0, 0, SECOND);
        add(AND, 0, 0, LOW_HALF);
        for (int i = 0; i < RESERVE.size(); i++) add(IF_EQUAL, RESERVE.size() - i, 0, RESERVE.get(i));
        add(ANSWER, 0, 0, ALLOWED);
        add(ANSWER, 0, 0, NOT_SUPPORTED);
    }

    /// @param yes how many steps to leave out if a condition holds
    /// @param no and if it does not
    private void add(int code, int yes, int no, int value) {
        program.putShort((short) code).put((byte) yes).put((byte) no).putInt(value);
    }
}
