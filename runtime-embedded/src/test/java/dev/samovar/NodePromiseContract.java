package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// Node.js 24 has no callbacks: what a handler returns is the answer.
@ValueSource(strings = "nodejs24.x")
abstract class NodePromiseContract extends NodeDetailContract {
    @Test
    void showsTheTraceInTheContext() {
        var function = function("""
                exports.handler = async (event, context) => context.xRayTraceId === process.env._X_AMZN_TRACE_ID;
                """);

        assertThat(function.answer()).isEqualTo("true");
    }

    @Test
    void importsCommonJs() {
        assertThat(function("exports.handler = async () => typeof require + typeof module;")
                        .answer())
                .isEqualTo("\"functionobject\"");
    }

    @Test
    void endsWhenAPromiseCannotBeSettledAnyMore() {
        assertThat(function("exports.handler = () => new Promise(() => {});")
                        .fault()
                        .kind())
                .isEqualTo(Fault.Kind.EXIT);
    }
}
