package dev.samovar.spi;

import java.util.Map;
import java.util.UUID;

/// Sends what became of asynchronous events to queues, topics and buses that a host has. Functions need none: the
/// engine invokes them itself.
///
/// Source: AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations".
public interface DestinationSender {

    /// What is sent.
    ///
    /// @param requestId the event's
    /// @param body an invocation record; for a dead-letter queue the event itself
    /// @param attributes the message attributes of a dead-letter queue: `RequestID`, `ErrorCode`, `ErrorMessage`
    record Message(UUID requestId, String body, Map<String, String> attributes) {
        /// Keeps the attributes as they are now.
        public Message {
            attributes = Map.copyOf(attributes);
        }
    }

    /// Whether it sends to this ARN.
    boolean sends(String arn);

    /// Sends a message. Called on a thread of its own, which it may block.
    ///
    /// @throws Exception if it could not be sent: it is tried again, a few times
    void send(String arn, Message message) throws Exception;
}
