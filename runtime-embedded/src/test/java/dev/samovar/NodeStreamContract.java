package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers in pieces: `awslambda.streamifyResponse`.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeStreamContract extends NodeDetailContract {
    private NodeFunction streaming(String code) {
        return function(
                "exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { " + code + " });");
    }

    private StreamedAnswer stream(NodeFunction function) {
        function.created();
        return StreamedAnswer.of(runtime(), function.name());
    }

    @Test
    void holdsWhatNodesStreamsHold() {
        assertThat(streaming("stream.end(String(stream.writableHighWaterMark));")
                        .answer())
                .isEqualTo(major() < 22 ? "16384" : "65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined"})
    void takesNoNothing(String value) {
        var fault = streaming("stream.write(" + value + ");").fault();

        assertThat(fault.errorType()).isEqualTo("TypeError");
        assertThat(fault.errorMessage()).isEqualTo("Cannot read properties of " + value + " (reading 'length')");
    }

    @Test
    void sendsAPieceBeforeTheNextIsWritten() {
        var streamed = stream(streaming("""
                stream.write('one');
                await new Promise((resolve) => setTimeout(resolve, 20));
                stream.write('two');
                stream.end();
                """));

        assertThat(streamed.texts()).containsExactly("one", "two");
    }

    @Test
    void sendsStatusAndHeadersOfAnAnswerWithoutBody() {
        var streamed = stream(streaming("awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();"));

        assertThat(streamed.text()).isEqualTo("{\"statusCode\":204}\0\0\0\0\0\0\0\0");
    }

    @Test
    void waitsForAStreamThatEndsAfterItsHandler() {
        var streamed = stream(streaming("setTimeout(() => { stream.write('late '); stream.end('end'); }, 20);"));

        assertThat(streamed.text()).isEqualTo("late end");
    }

    @Test
    void waitsForAnEmptyEventLoopAfterTheAnswerUpToNode22() {
        var function = streaming("""
                if (event.free) context.callbackWaitsForEmptyEventLoop = false;
                setTimeout(() => console.log('left over'), 200);
                stream.end(String(event.n));
                """);

        assertThat(function.answer("{\"n\":1}")).isEqualTo("1");
        assertThat(function.log().size()).isEqualTo(major() < 24 ? 1 : 0);
        assertThat(function.answer("{\"n\":2,\"free\":true}")).isEqualTo("2");
    }

    @Test
    void takesWhatIsPipedIntoIt() {
        var streamed = stream(streaming("""
                const { Readable } = require('stream');
                const { pipeline } = require('stream/promises');
                await pipeline(Readable.from(['a', 'b', 'c']), stream);
                """));

        assertThat(streamed.text()).isEqualTo("abc");
    }

    @Test
    void sendsLargeAnswersWhole() {
        var streamed = stream(streaming("""
                for (let i = 0; i < 40; i++)
                  if (!stream.write('x'.repeat(100000))) await require('events').once(stream, 'drain');
                stream.end();
                """));

        assertThat(streamed.text()).hasSize(4_000_000).containsOnlyOnce("x".repeat(4_000_000));
    }

    @Test
    void failsAsAnyFunctionBeforeTheFirstPiece() {
        var fault = streaming("throw new TypeError('no tea');").fault();

        assertThat(fault.errorType()).isEqualTo("TypeError");
        assertThat(fault.errorMessage()).isEqualTo("no tea");
    }

    @Test
    void warnsOfAValueThatIsReturned() {
        var function = streaming("stream.end('sent'); return 'ignored';");

        assertThat(function.answer()).isEqualTo("sent");
        assertThat(function.log()).anySatisfy(line -> assertThat(line).contains("\tWARN\t"));
    }

    @Test
    void streamsAgainInTheSameEnvironment() {
        var function = streaming("stream.write(String(event.n)); stream.end();");

        assertThat(function.answer("{\"n\":1}")).isEqualTo("1");
        assertThat(function.answer("{\"n\":2}")).isEqualTo("2");
    }
}
