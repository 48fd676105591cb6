package dev.samovar.nodejs.graal.crypto;

import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whom a certificate names, with OpenSSL's short names of the attributes.
///
/// @param attributes in the order of the certificate
public record DistinguishedName(List<Attribute> attributes) {
    /// One of them.
    public record Attribute(String name, String value) {}

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.4", "SN"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.9", "street"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("2.5.4.13", "description"),
            Map.entry("2.5.4.15", "businessCategory"),
            Map.entry("2.5.4.17", "postalCode"),
            Map.entry("2.5.4.41", "name"),
            Map.entry("2.5.4.42", "GN"),
            Map.entry("2.5.4.43", "initials"),
            Map.entry("2.5.4.46", "dnQualifier"),
            Map.entry("2.5.4.65", "pseudonym"),
            Map.entry("2.5.4.97", "organizationIdentifier"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
            Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
            Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
            Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"));

    static DistinguishedName of(byte[] der) throws InvalidKeySpecException {
        List<Attribute> attributes = new ArrayList<>();
        for (var set : Der.read(der).getFirst().elements()) {
            for (var attribute : set.elements()) {
                var parts = attribute.elements();
                var id = parts.getFirst().objectId();
                attributes.add(
                        new Attribute(NAMES.getOrDefault(id, id), parts.get(1).text()));
            }
        }
        return new DistinguishedName(List.copyOf(attributes));
    }

    /// An attribute to a line, as Node prints it.
    public String lines() {
        return String.join(
                "\n",
                attributes.stream()
                        .map(each -> each.name() + "=" + escaped(each.value()))
                        .toList());
    }

    /// In one line, the last attribute first.
    String reversed() {
        return String.join(
                ",",
                attributes.reversed().stream()
                        .map(each -> each.name() + "=" + escaped(each.value()))
                        .toList());
    }

    private static String escaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edge = (c == ' ' && (i == 0 || i == value.length() - 1)) || (c == '#' && i == 0);
            if (edge || ",+\"\\<>;".indexOf(c) >= 0) text.append('\\').append(c);
            else if (c < ' ' || c == 0x7f) text.append(String.format("\\%02X", (int) c));
            else text.append(c);
        }
        return text.toString();
    }
}
