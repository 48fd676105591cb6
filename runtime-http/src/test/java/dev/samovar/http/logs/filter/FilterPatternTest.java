package dev.samovar.http.logs.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.RequestRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which messages a pattern means.
final class FilterPatternTest {
    private static final String DOCUMENT = """
            {"level": "ERROR", "code": 503, "took": 1.5e3, "ok": false, "gone": null, "a.b": "dotted",
             "user": {"name": "alice", "roles": ["admin", "dev"]}, "items": [{"id": 1}, {"id": 7, "flag": true}]}
            """;

    private static final String LINE =
            "127.0.0.1 - frank [10/Oct/2026:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534";

    private static boolean matches(String pattern, String message) {
        return FilterPattern.parse(pattern).matches(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "''; anything; true",
                "'  '; anything; true",
                "ERROR; [ERROR] no; true",
                "ERROR; [error] no; false",
                "Exception; java.lang.NullPointerException; true",
                "ERROR disk; disk ERROR; true",
                "ERROR disk; ERROR; false",
                "\"disk full\"; the disk full of it; true",
                "\"disk full\"; the full disk; false",
                "\"say \\\"x\\\"\"; they say \"x\"; true",
                "ERROR -disk; ERROR; true",
                "ERROR -disk; ERROR disk; false",
                "-\"a disk\"; a disk; false",
                "-disk; another; true",
                "?ERROR ?WARN; WARN; true",
                "?ERROR ?\"a WARN\"; INFO; false",
                "?ERROR ?WARN disk; disk; true",
                "?ERROR ?WARN disk; ERROR; false",
                "%4[0-9]{2}%; status 404; true",
                "%4[0-9]{2}$%; status 404 here; false",
                "-%^a%; a; false",
            })
    void terms(String pattern, String message, boolean meant) {
        assertThat(matches(pattern, message)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "{ $.level = \"ERROR\" }; true",
                "{$.level=ERROR}; true",
                "{ $.level = \"ERR*\" }; true",
                "{ $.level = \"*RO*\" }; true",
                "{ $.level = \"*RO\" }; false",
                "{ $.level = %^ERR% }; true",
                "{ $.level != \"ERROR\" }; false",
                "{ $.level != INFO }; true",
                "{ $.none != INFO }; false",
                "{ $.none = \"*\" }; false",
                "{ $.code = 503 }; true",
                "{ $.code = 503.0 }; true",
                "{ $.code = 5* }; true",
                "{ $.code = \"503\" }; true",
                "{ $.code > 502 }; true",
                "{ $.code >= 503 }; true",
                "{ $.code < 503 }; false",
                "{ $.code <= 503 }; true",
                "{ $.code != 503 }; false",
                "{ $.took = 1500 }; true",
                "{ $.took > 1e3 }; true",
                "{ $.level > 1 }; false",
                "{ $.ok IS FALSE }; true",
                "{ $.ok is true }; false",
                "{ $.gone IS NULL }; true",
                "{ $.none IS NULL }; false",
                "{ $.none NOT EXISTS }; true",
                "{ $.gone NOT EXISTS }; false",
                "{ $.user.name = \"alice\" }; true",
                "{ $.user = \"alice\" }; false",
                "{ $.user.roles[1] = \"dev\" }; true",
                "{ $.user.roles[2] NOT EXISTS }; true",
                "{ $.user.roles[*] = \"dev\" }; true",
                "{ $.items[*].id > 6 }; true",
                "{ $.items[1].flag IS TRUE }; true",
                "{ $.['a.b'] = dotted }; true",
                "{ $.level = ERROR && $.code = 200 }; false",
                "{ $.level = ERROR && $.code = 200 || $.ok IS FALSE }; true",
                "{ $.level = ERROR && ($.code = 200 || $.ok IS TRUE) }; false",
                "{ ($.level = ERROR) && ($.code > 500) }; true",
            })
    void fieldsOfADocument(String pattern, boolean meant) {
        assertThat(matches(pattern, DOCUMENT)).isEqualTo(meant);
    }

    @Test
    void aConditionOnADocumentMeansNoOtherMessage() {
        assertThat(matches("{ $.a NOT EXISTS }", "text")).isFalse();
        assertThat(matches("{ $.a NOT EXISTS }", "{ broken")).isFalse();
        assertThat(matches("{ $.a NOT EXISTS }", "[1]")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "[ip, id, user, time, request, status, size]; true",
                "[ip, id, user, time, request, status]; false",
                "[...]; true",
                "[..., status, size]; true",
                "[ip, ...]; true",
                "[ip, ..., size]; true",
                "[a, b, c, d, e, f, g, h, ...]; false",
                "[ip, id, user, time, request, status = 404, size]; true",
                "[ip, id, user, time, request, status = 4*, size > 1000]; true",
                "[..., status = 4*, size > 2000]; false",
                "[ip = 127.0.*, ...]; true",
                "[ip, id, user, time, request = \"GET *\", ...]; true",
                "[ip, id, user, time = *2026*, ...]; true",
                "[..., status = 200 || status = 404, size]; true",
                "[..., status != 404 && status != 500, size]; false",
                "[..., (status >= 400 && status < 500) || status = 200, size]; true",
                "[ip, id, user = %^fr[a-z]+$%, ...]; true",
                "[ip, id, user != 7, ...]; true",
            })
    void columnsOfALine(String pattern, boolean meant) {
        assertThat(matches(pattern, LINE)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"open",
                "a:b",
                "-",
                "?",
                "%open",
                "%(a)%",
                "%[%",
                "%%",
                "%a% %b% %c%",
                "{",
                "{}",
                "{ $.a }",
                "{ $ = 1 }",
                "{ $.a = }",
                "{ $.a > x }",
                "{ $.a = 1 && }",
                "{ ($.a = 1 }",
                "{ $.a = 1",
                "{ $.a = 1 } x",
                "{ $.a IS }",
                "{ $.a NOT }",
                "{ $.a[x] = 1 }",
                "{ a = 1 }",
                "[",
                "[]",
                "[a,]",
                "[a",
                "[a = ]",
                "[..., a, ...]",
            })
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepParenthesesAreRefusedAndLongChainsAreNot() {
        assertThatThrownBy(() -> FilterPattern.parse("{" + "(".repeat(1_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(matches("{ $.a = 1" + " || $.a = 1".repeat(90) + " }", "{\"a\":1}"))
                .isTrue();
    }

    @Test
    void expressionsThatGoBackAgainAndAgainAreGivenUp() {
        var pattern = FilterPattern.parse("%a*a*a*a*a*a*a*a*b%");

        assertThatThrownBy(() -> pattern.matches("a".repeat(30_000)))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(400));
    }
}
