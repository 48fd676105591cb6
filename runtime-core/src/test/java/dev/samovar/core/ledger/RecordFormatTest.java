package dev.samovar.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Payload;
import dev.samovar.spi.Store;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records can be read again, also those that an older Samovar wrote.
final class RecordFormatTest {
    private static final String GIVEN = ",\"environmentGiven\":";

    private final RecordFormat format = new RecordFormat(new Named());
    private final FunctionSpec spec = FunctionSpec.java("f", Path.of("digest"));

    private String written(FunctionSpec spec) {
        var value = Objects.requireNonNull(format.write("f", spec).value());
        return new String(value.toByteArray(), StandardCharsets.UTF_8);
    }

    private FunctionSpec read(String text) {
        return format.read("function", "f", Payload.of(text.getBytes(StandardCharsets.UTF_8)), FunctionSpec.class);
    }

    @Test
    void keepsWhetherAnEnvironmentWasGiven() {
        for (var each : List.of(spec, spec.environment(Map.of()), spec.environment("ABC", "d")))
            assertThat(read(written(each))).isEqualTo(each);
    }

    @Test
    void readsFunctionsThatDoNotSayWhetherAnEnvironmentWasGiven() {
        var none = written(spec).replace(GIVEN + "false", "");
        var some = written(spec.environment("ABC", "d")).replace(GIVEN + "true", "");

        assertThat(none + some).doesNotContain("environmentGiven");
        assertThat(read(none)).isEqualTo(spec);
        assertThat(read(some)).isEqualTo(spec.environment("ABC", "d"));
    }

    /// A store whose files are called by their digests.
    private static final class Named implements Store {
        @Override
        public void read(BiConsumer<String, Payload> each) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<@Nullable Void> write(List<Change> changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Content keep(InputStream content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Content claim(String sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path file(String sha256) {
            return Path.of(sha256);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
