package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.HostileScripts.Hostile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The scripts of [HostileScriptContract] are many, and of many kinds.
final class HostileScriptsTest {
    @Test
    void thereAreFiftyScriptsInTwelveFamiliesOfThreeOrMore() {
        var families =
                HostileScripts.all().stream().collect(Collectors.groupingBy(Hostile::family, Collectors.counting()));

        assertThat(HostileScripts.all()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(families).hasSizeGreaterThanOrEqualTo(12);
        assertThat(families.values()).allMatch(count -> count >= 3);
    }
}
