package dev.samovar.process.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The share of the processor that goes with memory.
final class LimitsTest {

    @ParameterizedTest
    @CsvSource({"128, 7", "256, 14", "1024, 58", "1769, 100", "10240, 579", "1, 1", "1000000, 10000"})
    void sharesTheProcessorByMemory(int memoryMb, int weight) {
        assertThat(new Limits(memoryMb).weight()).isEqualTo(weight);
    }
}
