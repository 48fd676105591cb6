package dev.samovar.http.logs;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event and where it is.
record FoundEvent(EventPlace place, LogEvent event) {
    static final Comparator<FoundEvent> OLDEST_FIRST = Comparator.comparing(FoundEvent::place);

    /// What an event counts beside its text.
    static final int OWN_BYTES = 26;

    static Stream<FoundEvent> of(LogStore store, String group, String stream) {
        return store.numbered(group, stream).stream()
                .map(numbered -> new FoundEvent(
                        new EventPlace(numbered.event().timestampMillis(), stream, numbered.number()),
                        numbered.event()));
    }

    static long bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + (long) OWN_BYTES;
    }

    ObjectNode json() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("timestamp", event.timestampMillis())
                .put("message", event.message())
                .put("ingestionTime", event.ingestedMillis());
    }
}
