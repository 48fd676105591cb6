package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What Linux tells of a process's powers.
final class PowerlessTest {
    @Test
    void readsTheCapabilitiesThatCount() {
        assertThat(Powerless.capabilities("Name:\tjava\nCapPrm:\t1\nCapEff:\t000001ffffffffff\nCapBnd:\t2\n"))
                .isEqualTo(0x1ffffffffffL);
        assertThat(Powerless.capabilities("Name:\tjava\n")).isZero();
    }
}
