package dev.samovar.java.handler;

/// An event or a result that the serializer could not handle; reported as the `RuntimeException` it is on Lambda.
final class JsonTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    JsonTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
