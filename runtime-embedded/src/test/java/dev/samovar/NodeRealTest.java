package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a real Node does so far: engine `node` alone promises it.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
final class NodeRealTest extends NodeDetailContract {
    @Override
    NodeEngine engine() {
        return NodeEngine.NODE;
    }

    @Test
    void letsAFunctionHaveItsOwnTimeZone() {
        var zone = "exports.handler = async () => [process.env.TZ, new Date(0).getHours(),"
                + " Intl.DateTimeFormat().resolvedOptions().timeZone];";
        var own = function(zone).with(spec -> spec.environment("TZ", "Asia/Tokyo"));

        assertThat(own.answer()).isEqualTo("[\"Asia/Tokyo\",9,\"Asia/Tokyo\"]");
        assertThat(function("exports.handler = async () => new Date(0).getHours();")
                        .answer())
                .isEqualTo("0");
    }

    @Test
    void findsModulesOfLayersAndOfItsOwn() {
        var function = function("""
                        const fs = require('fs');
                        exports.handler = async () => [require('layered'), require('own'), fs.readFileSync('/opt/note', 'utf8')];
                        """)
                .file("node_modules/own/index.js", "module.exports = 'own';")
                .layerFile("nodejs/node_modules/layered/index.js", "module.exports = 'layered';")
                .layerFile("note", "of the layer");

        assertThat(function.answer()).isEqualTo("[\"layered\",\"own\",\"of the layer\"]");
    }

    @Test
    void takesAnErrorOfAnotherContextAsOne() {
        var fault = function("""
                exports.handler = async () => { throw require('vm').runInNewContext("new TypeError('elsewhere')"); };
                """).fault();

        assertThat(fault.errorType()).isEqualTo("TypeError");
        assertThat(fault.errorMessage()).isEqualTo("elsewhere");
    }
}
