package dev.samovar.cli.deploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// What the code and the settings of functions are, in short: when they are others, SAM publishes another version.
final class Fingerprints {
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();

    void put(String function, String code, String configuration) {
        codes.put(function, code);
        settings.put(function, configuration);
    }

    /// @param instead stands for the code, unless it is empty
    String ofCode(String function, String instead) {
        return digest(instead.isEmpty() ? codes.getOrDefault(function, "") : instead);
    }

    String ofAll(String function, String instead) {
        return digest(ofCode(function, instead) + settings.getOrDefault(function, ""));
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
