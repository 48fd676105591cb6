package dev.samovar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/// A directory that an earlier build wrote is opened by this one. `store-1` was written by `samovar serve`
/// when its format was new; it is never written again, so that whoever changes a record finds out here what
/// becomes of those there are.
final class StoreFormatTest {
    @TempDir
    private Path directory;

    /// The one in the resources is left as it is.
    private Path copied() throws IOException, URISyntaxException {
        var from = Path.of(Objects.requireNonNull(StoreFormatTest.class.getResource("/store-1"))
                .toURI());
        var to = directory.resolve("data");
        try (var files = Files.walk(from)) {
            for (var file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
        return to;
    }

    private static String invoke(Endpoint at, String qualifier) {
        return at.lambda()
                .invoke(request ->
                        request.functionName("greet").qualifier(qualifier).payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String();
    }

    @Test
    void whatAnEarlierBuildWroteIsThere() throws IOException, URISyntaxException {
        var data = copied();
        try (var at = Endpoint.open(samovar -> samovar.data(data))) {
            assertThat(at.get("/2019-09-30/functions/greet/concurrency"))
                    .isEqualTo("{\"ReservedConcurrentExecutions\":0}");
            assertThat(at.get("/2017-03-31/tags/arn:aws:lambda:us-east-1:000000000000:function:greet"))
                    .isEqualTo("{\"Tags\":{\"team\":\"kitchen\"}}");
            assertThat(at.get("/2015-03-31/functions/greet/policy")).contains("s3.amazonaws.com");
            assertThat(at.get("/2021-10-31/functions/greet/url")).contains("053db1f1903b426ab0cf936fa9f34ad6");
            assertThat(at.get("/2019-09-25/functions/greet/event-invoke-config"))
                    .contains("\"MaximumRetryAttempts\":1");
            assertThat(at.get("/2015-03-31/event-source-mappings/")).contains("896708a4-4e11-44fa-a737-9c00700e95db");

            at.lambda().deleteFunctionConcurrency(request -> request.functionName("greet"));
            assertThat(invoke(at, "live")).isEqualTo("\"hello tea\"");
            assertThat(invoke(at, "$LATEST")).isEqualTo("\"hello coffee\"");
        }
    }
}
