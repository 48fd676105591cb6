package dev.samovar.nodejs.graal.crypto;

import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A name in one of the forms that extensions of a certificate have, as Node prints it.
///
/// @param kind `DNS`, `IP Address`, `email`, `URI`, `DirName`, `Registered ID`, `othername:UPN` or `othername`
/// @param value what it is, before anything in it is quoted
public record AlternativeName(String kind, String value) {
    private static final String PRINCIPAL_NAME = "1.3.6.1.4.1.311.20.2.3";

    static AlternativeName of(Der.Element element) throws InvalidKeySpecException {
        return switch (element.tag()) {
            case 0x81 -> new AlternativeName("email", element.text());
            case 0x82 -> new AlternativeName("DNS", element.text());
            case 0x86 -> new AlternativeName("URI", element.text());
            case 0x87 -> new AlternativeName("IP Address", address(element.content()));
            case 0x88 -> new AlternativeName("Registered ID", element.objectId());
            case 0xa4 ->
                new AlternativeName(
                        "DirName", DistinguishedName.of(element.content()).reversed());
            default -> other(element);
        };
    }

    private static AlternativeName other(Der.Element element) throws InvalidKeySpecException {
        if (element.tag() == 0xa0) {
            var parts = element.elements();
            if (parts.getFirst().objectId().equals(PRINCIPAL_NAME))
                return new AlternativeName(
                        "othername:UPN", parts.get(1).elements().getFirst().text());
        }
        return new AlternativeName("othername", "<unsupported>");
    }

    private static String address(byte[] bytes) {
        List<String> parts = new ArrayList<>();
        if (bytes.length == 4) {
            for (byte part : bytes) parts.add(Integer.toString(part & 0xff));
            return String.join(".", parts);
        }
        if (bytes.length != 16) return "<invalid length=" + bytes.length + ">";
        for (int i = 0; i < 16; i += 2)
            parts.add(Integer.toHexString((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff))
                    .toUpperCase(Locale.ROOT));
        return String.join(":", parts);
    }

    /// Its kind and itself. What a name could pretend to be the end of it with is quoted.
    public String text() {
        boolean fixed = kind.equals("IP Address") || kind.equals("Registered ID") || value.equals("<unsupported>");
        return kind + ":" + (fixed || isSafe() ? value : quoted());
    }

    private boolean isSafe() {
        return value.chars().noneMatch(c -> c == '"' || c == '\\' || c == '\'' || mustBeHidden(c));
    }

    /// Some kinds are texts of ASCII alone.
    private boolean mustBeHidden(int c) {
        boolean ascii = !kind.equals("DirName") && !kind.startsWith("othername");
        return c == ',' || c < ' ' || c == 0x7f || (ascii && c > '~');
    }

    private String quoted() {
        var text = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') text.append('\\').append((char) c);
            else if (mustBeHidden(c)) text.append(String.format("\\u%04x", c));
            else text.append((char) c);
        });
        return text.append('"').toString();
    }
}
