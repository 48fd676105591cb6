package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The command's front: help, version, and what it says to those who got it wrong.
final class MainTest {

    @Test
    void printsItsUsageToStandardErrorWhenNothingIsAsked() {
        var ran = Ran.samovar();

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Usage: samovar", "invoke", "doctor", "help");
    }

    @Test
    void printsHelpThatWasAskedForToStandardOutput() {
        for (var ran : new Ran[] {Ran.samovar("help"), Ran.samovar("--help"), Ran.samovar("-h")}) {
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("Usage: samovar", "Exit status: 0 fine, 1 the function failed");
            assertThat(ran.err()).isEmpty();
        }
    }

    @Test
    void explainsEveryOptionOfInvoke() {
        assertThat(Ran.samovar("help", "invoke")).isEqualTo(Ran.samovar("invoke", "--help"));
        assertThat(Ran.samovar("help", "invoke").out())
                .contains("--handler", "--runtime", "--engine", "--event", "--timeout", "--memory", "--env", "--layer")
                .contains("--isolation", "--json-logs", "--repeat", "--debug", "--watch")
                .containsPattern("no boundary for\\s+hostile");
    }

    @Test
    void printsItsVersion() {
        assertThat(Ran.samovar("--version")).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).startsWith("samovar ").contains("\non ");
        });
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        for (var args : new String[][] {{"brew"}, {"invoke"}, {"invoke", "x.jar", "--hander", "y"}, {"help", "brew"}}) {
            var ran = Ran.samovar(args);
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("samovar: ").hasLineCount(1);
        }
        assertThat(Ran.samovar("invoke", "x.jar", "--timeout", "soon").err())
                .contains("'soon'", "--timeout", "see: samovar invoke --help");
    }

    @Test
    void examinesTheMachineALineForEachThing() {
        var ran = Ran.samovar("doctor");

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.matches("(ok|warn|no) +\\S.*"));
        assertThat(ran.out())
                .contains("JDK", "JVM flags", "start-up cache", "heap", "time zone", "locale")
                .contains("tier IN_PROCESS", "tier PROCESS", "node", "python")
                .contains("temp directory", "open files", "memory limit");
    }
}
