package dev.samovar.process.runtimeapi;

import dev.samovar.api.Payload;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What an extension wants to be told, and where.
///
/// Source: AWS Lambda developer guide, "Lambda Telemetry API reference".
///
/// @param overTcp whether lines of a connection are wanted, and not requests of HTTP
/// @param path what requests ask for, with its query
/// @param maxItems how many events a batch has at most
/// @param maxBytes how large it is at most, if it has more than one
/// @param timeout how long an event waits for others at most
record Subscription(
        Set<Type> types, boolean overTcp, int port, String path, int maxItems, int maxBytes, Duration timeout) {

    /// Kinds of events.
    enum Type {
        PLATFORM,
        FUNCTION,
        EXTENSION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// That of an event.
        static Type of(String event) {
            if (event.startsWith("platform.")) return PLATFORM;
            return event.equals("function") ? FUNCTION : EXTENSION;
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> VERSIONS = List.of("2022-07-01", "2022-12-13", "2025-01-29");

    /// The names of the environment itself.
    private static final Set<String> HOSTS = Set.of("sandbox.localdomain", "sandbox.local", "sandbox");

    Subscription {
        types = Set.copyOf(types);
    }

    /// Why a subscription is none.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    List<String> words() {
        return types.stream().sorted().map(Type::word).toList();
    }

    /// The subscription that a request asks for.
    static Subscription of(Payload body) throws Refused {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body.toByteArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new Refused("the body is no object in JSON");
            return new Reading(parser).whole();
        } catch (JacksonException e) {
            throw new Refused("the body is not well-formed JSON");
        }
    }

    /// A request that is being read.
    private static final class Reading {
        private final JsonParser parser;
        private final Set<Type> types = EnumSet.noneOf(Type.class);
        private String version = "";
        private String protocol = "";
        private String uri = "";
        private int port;
        private int maxItems = 10_000;
        private int maxBytes = 262_144;
        private int timeoutMillis = 1_000;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        Subscription whole() throws Refused {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "schemaVersion" -> version = text(name);
                    case "types" -> readTypes();
                    case "destination" -> readDestination();
                    case "buffering" -> readBuffering();
                    default -> parser.skipChildren();
                }
            }
            if (!VERSIONS.contains(version)) throw new Refused("schemaVersion must be one of " + VERSIONS);
            if (types.isEmpty()) throw new Refused("types must name one at least of platform, function, extension");
            return addressed();
        }

        private Subscription addressed() throws Refused {
            var timeout = Duration.ofMillis(timeoutMillis);
            if (protocol.equals("TCP")) {
                if (port < 1 || port > 65_535) throw new Refused("destination.port must be that of a listener");
                return new Subscription(types, true, port, "", maxItems, maxBytes, timeout);
            }
            if (!protocol.equals("HTTP")) throw new Refused("destination.protocol must be HTTP or TCP");
            try {
                var to = URI.create(uri);
                boolean fits = "http".equals(to.getScheme()) && HOSTS.contains(String.valueOf(to.getHost()));
                if (!fits) throw new Refused("destination.URI must be of the form http://sandbox.local:port/path");
                var query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
                var path = (to.getRawPath().isEmpty() ? "/" : to.getRawPath()) + query;
                return new Subscription(
                        types, false, to.getPort() < 0 ? 80 : to.getPort(), path, maxItems, maxBytes, timeout);
            } catch (IllegalArgumentException e) {
                throw new Refused("destination.URI is no URI");
            }
        }

        private void readTypes() throws Refused {
            if (parser.currentToken() != JsonToken.START_ARRAY) throw new Refused("types must be a list");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                var word = text("types");
                var type = List.of(Type.values()).stream()
                        .filter(it -> it.word().equals(word))
                        .findFirst();
                types.add(type.orElseThrow(() -> new Refused("there is no type " + word)));
            }
        }

        private void readDestination() throws Refused {
            if (parser.currentToken() != JsonToken.START_OBJECT) throw new Refused("destination must be an object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "protocol" -> protocol = text(name);
                    case "URI" -> uri = text(name);
                    case "port" -> port = number(name, 1, 65_535);
                    default -> parser.skipChildren();
                }
            }
        }

        private void readBuffering() throws Refused {
            if (parser.currentToken() != JsonToken.START_OBJECT) throw new Refused("buffering must be an object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "maxItems" -> maxItems = number(name, 1_000, 10_000);
                    case "maxBytes" -> maxBytes = number(name, 262_144, 1_048_576);
                    case "timeoutMs" -> timeoutMillis = number(name, 25, 30_000);
                    default -> parser.skipChildren();
                }
            }
        }

        private String text(String name) throws Refused {
            if (parser.currentToken() != JsonToken.VALUE_STRING) throw new Refused(name + " must be a string");
            return parser.getString();
        }

        private int number(String name, int least, int most) throws Refused {
            boolean fits = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getLongValue() >= least
                    && parser.getLongValue() <= most;
            if (!fits) throw new Refused(name + " must be a number from " + least + " to " + most);
            return parser.getIntValue();
        }
    }
}
