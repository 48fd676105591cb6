package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter's program, run as Linux runs it.
///
/// Source: Linux, `Documentation/userspace-api/seccomp_filter.rst` and `include/uapi/linux/filter.h`.
final class SystemCallFilterTest {
    private static final int ALLOWED = 0x7FFF0000;
    private static final int REFUSED_AS_NOT_PERMITTED = 0x00050001;
    private static final int REFUSED_AS_UNKNOWN = 0x00050026;
    private static final int REFUSED_AS_NOT_SUPPORTED = 0x0005005F;

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
    @CsvSource({
        "x86-64, 0xC000003E, 285, 16",
        "x86-64 with short pointers, 0xC000003E, 0x4000011D, 0x40000010",
        "x86, 0x40000003, 324, 54",
        "arm64, 0xC00000B7, 47, 29",
        "arm, 0x40000028, 352, 54",
        "riscv64, 0xC00000F3, 47, 29",
        "ppc64le, 0xC0000015, 309, 54",
        "s390x, 0x80000016, 314, 54",
    })
    void hasNoSpaceTakenThatNothingIsWrittenTo(String name, String processor, String fallocate, String ioctl) {
        int of = Long.decode(processor).intValue();
        int allocate = Integer.decode(fallocate);
        int control = Integer.decode(ioctl);

        for (int mode : List.of(0, 0x01, 0x08, 0x10, 0x11, 0x20, 0x40))
            assertThat(answer(of, allocate, mode)).as(name).isEqualTo(REFUSED_AS_NOT_SUPPORTED);
        assertThat(answer(of, allocate, 0x03)).as("giving back").isEqualTo(ALLOWED);
        for (int request : List.of(0x40305828, 0x4030582A, 0x40305839, 0x402C5828, 0x80305828))
            assertThat(answer(of, control, request)).as(name).isEqualTo(REFUSED_AS_NOT_SUPPORTED);
        assertThat(answer(of, control, 0x5401)).as("TCGETS").isEqualTo(ALLOWED);
        assertThat(answer(of, control, 0xC0045877))
                .as("FIFREEZE, which asks who it is")
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0xC000003E", "0x40000003", "0xC00000B7", "0x40000028", "0xC00000F3", "0xC0000015", "0x80000016"
            })
    void hasNoRingsOfCalls(String processor) {
        int of = Long.decode(processor).intValue();

        assertThat(answer(of, 425)).isEqualTo(REFUSED_AS_UNKNOWN);
        assertThat(answer(of, 424)).isEqualTo(ALLOWED);
        assertThat(answer(of, 426)).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"248", "217", "285", "425", "0"})
    void allowsWhatProcessorsAskThatItDoesNotKnow(int call) {
        assertThat(answer(1, call)).isEqualTo(ALLOWED);
    }

    /// What the filter answers to a call of a processor.
    private static int answer(int processor, int call) {
        return answer(processor, call, 0);
    }

    /// @param second its second argument
    private static int answer(int processor, int call, int second) {
        var data = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        data.putInt(call).putInt(processor).putLong(0).putLong(0).putLong(second);
        var program = ByteBuffer.wrap(SystemCallFilter.bytes()).order(ByteOrder.nativeOrder());
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int value = program.getInt(8 * at + 4);
            int yes = program.get(8 * at + 2);
            int no = program.get(8 * at + 3);
            switch (program.getShort(8 * at)) {
                case 0x20 -> accumulator = data.getInt(value);
                case 0x54 -> accumulator &= value;
                case 0x15 -> at += accumulator == value ? yes : no;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, value) >= 0 ? yes : no;
                case 0x25 -> at += Integer.compareUnsigned(accumulator, value) > 0 ? yes : no;
                case 0x45 -> at += (accumulator & value) != 0 ? yes : no;
                case 0x06 -> {
                    return value;
                }
                default -> throw new AssertionError("no such step: " + program.getShort(8 * at));
            }
        }
    }
}
