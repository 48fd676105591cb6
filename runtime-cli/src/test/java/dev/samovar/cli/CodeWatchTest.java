package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Code is invoked again when it changed and stands still.
final class CodeWatchTest {
    private String stamp = "1";
    private String digest = "a";
    private final CodeWatch watch = new CodeWatch(() -> stamp, () -> digest);

    private boolean look(String stampNow, String digestNow) {
        stamp = stampNow;
        digest = digestNow;
        return watch.hasChanged();
    }

    @Test
    void seesNoChangeWhereThereIsNone() {
        assertThat(look("1", "a")).isFalse();
        assertThat(look("1", "a")).isFalse();
    }

    @Test
    void waitsUntilNobodyWritesAnyMore() {
        assertThat(look("2", "half")).isFalse();
        assertThat(look("3", "more")).isFalse();
        assertThat(look("3", "b")).isTrue();
        assertThat(look("3", "b")).isFalse();
    }

    @Test
    void ignoresATouchThatChangesNothing() {
        assertThat(look("2", "a")).isFalse();
        assertThat(look("2", "a")).isFalse();
    }

    @Test
    void waitsForCodeThatIsGoneToComeBack() {
        assertThat(look("", "")).isFalse();
        assertThat(look("", "")).isFalse();
        assertThat(look("4", "b")).isFalse();
        assertThat(look("4", "b")).isTrue();
    }

    @Test
    void seesAChangeBack() {
        look("2", "b");
        assertThat(look("2", "b")).isTrue();
        look("3", "a");
        assertThat(look("3", "a")).isTrue();
    }
}
