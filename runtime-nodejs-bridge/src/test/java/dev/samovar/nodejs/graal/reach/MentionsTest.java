package dev.samovar.nodejs.graal.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which modules a source asks for.
final class MentionsTest {
    private static String found(String source) {
        return String.join(
                " ",
                Mentions.of(source).modules().stream()
                        .map(Mentions.Request::specifier)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "const a = require('a'), b = require(\"b\")|a b",
                "require(`a`)|a",
                "module.require('a')|a",
                "var fs = __require('fs'); require2('b')|fs b",
                "require( /* why */ 'a' )|a",
                "import 'a'|a",
                "import x from 'a'; import * as y from \"b\"|a b",
                "import { from } from 'a'|a",
                "import x, { y as z } from 'a'|a",
                "import{a}from'a';import b from'b'|a b",
                "import json from './a.json' with { type: 'json' }|./a.json",
                "export { x } from 'a'; export * from 'b'; export * as n from 'c'|a b c",
                "const x = await import('a')|a",
                "if (x) { f(`${require('a')} ${`${require('b')}`}`) } require('c')|a b c",
                "x = a / b; require('c') / 2|c",
                "s.replace(/'/g, ''); require('a')|a",
                "s.split(/[/'\"]/); require('a')|a",
                "return /\\/'/.test(x) ? 1 : require('a')|a",
                "x = {} / 2; y = 'require(\"no\")'; require('a')|a",
                "import.meta.url; require('a')|a",
                "const f = 1; export const from = 'no'; export default 'no'|none",
                "obj.import('no'); x.requires('no'); required('no')|none",
            })
    void areFound(String source, String modules) {
        assertThat(found(source)).isEqualTo(modules.equals("none") ? "" : modules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// require('no')",
                "/* require('no')\n import 'no' */",
                "'require(\"no\")'",
                "\"require('no')\"",
                "`require('no')`",
                "/require('no')/.test(x)",
                "'it\\'s require(\"no\")'",
            })
    void areNotFoundInWhatIsNoCode(String source) {
        assertThat(found(source)).isEmpty();
        assertThat(Mentions.of(source).computed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"require(name)", "require('./' + name)", "require(`./${name}`)", "import(name)"})
    void namesThatAreComputedAreTold(String source) {
        assertThat(Mentions.of(source).computed()).isTrue();
        assertThat(found(source)).isEmpty();
    }

    @Test
    void aRequestInsideAComputedOneIsFound() {
        assertThat(found("require(require('path').join(__dirname, 'a'))")).isEqualTo("path");
    }

    @Test
    void webAssemblyIsTold() {
        assertThat(Mentions.of("await WebAssembly.compile(x)").webAssembly()).isTrue();
        assertThat(Mentions.of("typeof WebAssembly; '// WebAssembly.compile'").webAssembly())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'", "`", "`${", "/*", "/", "require(", "require('", "import(", "import", "}", "`${'}", "\\"})
    void whatIsCutOffEnds(String source) {
        assertThat(Mentions.of(source).modules()).isEmpty();
    }

    // --- sources that are made to be hard to read

    @Test
    void templatesMayBeNestedWithoutEnd() {
        assertThat(found("`${".repeat(300_000) + "require('a')" + "}`".repeat(300_000) + "; require('b')"))
                .isEqualTo("a b");
    }

    @Test
    void bracesInTemplatesAreTheirs() {
        assertThat(found("x = `${ { a: `}${ {} }` } } 'no` + require('a'); } `'` + require('b')"))
                .isEqualTo("a b");
    }

    /// Each of these was once looked through to its end from each of its slashes, which took minutes.
    @ParameterizedTest
    @ValueSource(strings = {"/[ ", "\\/ ", "[\\/ ", "/[]\\/ "})
    void linesOfSlashesAreReadOnce(String part) {
        assertThat(found("x = /[" + part.repeat(300_000) + "\nrequire('a')")).isEqualTo("a");
    }

    @Test
    void whatFollowsADivisionOnItsLineIsStillARegularExpression() {
        assertThat(found("y = x++ / [z, /'/, /[/']/]; require('a')")).isEqualTo("a");
    }
}
