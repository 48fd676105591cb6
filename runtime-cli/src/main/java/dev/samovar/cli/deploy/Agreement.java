package dev.samovar.cli.deploy;

import tools.jackson.databind.JsonNode;

/// Whether what is there says what is wanted, whatever else it says.
final class Agreement {
    private Agreement() {}

    /// Whether two say the same.
    static boolean same(JsonNode one, JsonNode other) {
        return of(one, other) && of(other, one);
    }

    /// Whether `there` says what is wanted.
    static boolean of(JsonNode wanted, JsonNode there) {
        if (wanted.isObject())
            return there.isObject()
                    && wanted.properties().stream().allMatch(it -> of(it.getValue(), there.path(it.getKey())));
        if (wanted.isArray()) {
            if (!there.isArray() || wanted.size() != there.size()) return false;
            for (int i = 0; i < wanted.size(); i++) if (!of(wanted.get(i), there.get(i))) return false;
            return true;
        }
        if (wanted.isNumber() && there.isNumber()) return wanted.decimalValue().compareTo(there.decimalValue()) == 0;
        return wanted.equals(there);
    }
}
