package dev.samovar.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketDirectoryTest {
    private static final Path ROOT = Path.of("/buckets");

    @Test
    void anObjectIsAFile() {
        assertThat(new BucketDirectory(ROOT).locate(new Code.InS3("code", "team/f.zip", null)))
                .contains(Path.of("/buckets/code/team/f.zip"));
    }

    @ParameterizedTest
    @CsvSource({"code, ../other/f.zip", "code, /etc/passwd", "'..', f.zip", "'.', f.zip", "code, '\u0000'", "'', f.zip"
    })
    void nothingElseIsReached(String bucket, String key) {
        assertThat(new BucketDirectory(ROOT).locate(new Code.InS3(bucket, key, null)))
                .isEmpty();
    }

    @Test
    void versionsOfObjectsAreNotKept() {
        assertThat(new BucketDirectory(ROOT).locate(new Code.InS3("code", "f.zip", "1")))
                .isEmpty();
    }
}
