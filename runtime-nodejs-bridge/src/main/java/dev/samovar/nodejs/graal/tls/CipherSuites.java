package dev.samovar.nodejs.graal.tls;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// Cipher suites by the names that OpenSSL and the JDK have for them.
public final class CipherSuites {
    private static final String TLS_13 = "TLS_(AES|CHACHA20)_.*";

    private CipherSuites() {}

    /// Those that the JDK offers, by OpenSSL's names.
    public static List<String> names() {
        return offered().stream().map(CipherSuites::name).toList();
    }

    private static List<String> offered() {
        try {
            var suites = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
            return Arrays.stream(suites)
                    .filter(suite -> !suite.contains("EMPTY"))
                    .toList();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// OpenSSL's name of one of the JDK's.
    static String name(String suite) {
        if (suite.matches(TLS_13)) return suite;
        return suite.replaceFirst("^TLS_", "")
                .replaceFirst("^RSA_WITH_", "")
                .replace("_WITH_", "_")
                .replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305")
                .replaceAll("AES_(\\d+)_CBC", "AES$1")
                .replaceAll("AES_(\\d+)", "AES$1")
                .replace('_', '-');
    }

    /// The oldest version that a suite belongs to, as OpenSSL tells it.
    static String version(String suite) {
        if (suite.matches(TLS_13)) return "TLSv1.3";
        return suite.endsWith("_SHA") ? "TLSv1.0" : "TLSv1.2";
    }

    /// The JDK's suites that a list of OpenSSL's allows, in its order.
    ///
    /// @param list names, groups such as `HIGH`, and `!` before what is not allowed; empty for none
    /// @param modern whether it lists suites of TLS 1.3, or older ones
    static List<String> allowed(String list, boolean modern) {
        var known = offered().stream()
                .filter(suite -> suite.matches(TLS_13) == modern)
                .toList();
        Set<String> allowed = new LinkedHashSet<>();
        List<String> refused = new ArrayList<>();
        for (var item : list.split("[:, ]", -1)) {
            if (item.isEmpty() || item.startsWith("@")) continue;
            if (item.startsWith("!") || item.startsWith("-")) refused.add(item.substring(1));
            else for (var suite : known) if (fits(suite, item)) allowed.add(suite);
        }
        allowed.removeIf(suite -> refused.stream().anyMatch(item -> fits(suite, item)));
        return List.copyOf(allowed);
    }

    private static boolean fits(String suite, String item) {
        var name = name(suite);
        if (item.equalsIgnoreCase(name) || item.equalsIgnoreCase(suite)) return true;
        return switch (item.toUpperCase(Locale.ROOT)) {
            case "HIGH", "ALL", "DEFAULT", "COMPLEMENTOFDEFAULT" -> true;
            case "ANULL", "ENULL", "NULL", "EXPORT", "EXP", "LOW", "MEDIUM" -> false;
            case "KRSA", "RSA" -> !name.contains("DHE");
            default -> ("-" + name + "-").contains("-" + item.replace('+', '-') + "-") || sized(name, item);
        };
    }

    private static boolean sized(String name, String item) {
        return item.equals("AES") && name.contains("AES");
    }
}
