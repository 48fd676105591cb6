package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The filter's program, run as Linux runs it.
///
/// Source: Linux, `Documentation/userspace-api/seccomp_filter.rst` and `include/uapi/linux/filter.h`.
final class SystemCallFilterTest {
    private static final int ALLOWED = 0x7FFF0000;
    private static final int REFUSED_AS_NOT_PERMITTED = 0x00050001;

    @ParameterizedTest
    @CsvSource({
        "x86-64, 0xC000003E, 248",
        "x86-64 with short pointers, 0xC000003E, 0x400000F8",
        "x86, 0x40000003, 286",
        "arm64, 0xC00000B7, 217",
        "arm, 0x40000028, 309",
        "riscv64, 0xC00000F3, 217",
        "ppc64le, 0xC0000015, 269",
        "s390x, 0x80000016, 278",
    })
    void refusesTheThreeCallsForKeysAlone(String name, String processor, String first) {
        int of = Long.decode(processor).intValue();
        int call = Integer.decode(first);

        assertThat(answer(of, call - 1)).as(name).isEqualTo(ALLOWED);
        for (int i = 0; i < 3; i++) assertThat(answer(of, call + i)).as(name).isEqualTo(REFUSED_AS_NOT_PERMITTED);
        assertThat(answer(of, call + 3)).as(name).isEqualTo(ALLOWED);
        assertThat(answer(of, 0)).as(name).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"248", "217", "0"})
    void allowsWhatProcessorsAskThatItDoesNotKnow(int call) {
        assertThat(answer(1, call)).isEqualTo(ALLOWED);
    }

    /// What the filter answers to a call of a processor.
    private static int answer(int processor, int call) {
        var program = ByteBuffer.wrap(SystemCallFilter.bytes()).order(ByteOrder.nativeOrder());
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int value = program.getInt(8 * at + 4);
            int yes = program.get(8 * at + 2);
            int no = program.get(8 * at + 3);
            switch (program.getShort(8 * at)) {
                case 0x20 -> accumulator = value == 0 ? call : processor;
                case 0x54 -> accumulator &= value;
                case 0x15 -> at += accumulator == value ? yes : no;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, value) >= 0 ? yes : no;
                case 0x25 -> at += Integer.compareUnsigned(accumulator, value) > 0 ? yes : no;
                case 0x06 -> {
                    return value;
                }
                default -> throw new AssertionError("no such step: " + program.getShort(8 * at));
            }
        }
    }
}
