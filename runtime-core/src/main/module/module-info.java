/// The engine. Only what wires its parts is seen from outside.
module dev.samovar.core {
    requires static org.jspecify;
    requires transitive dev.samovar.api;
    requires transitive micrometer.core;
    requires org.slf4j;
    requires tools.jackson.databind;
}
