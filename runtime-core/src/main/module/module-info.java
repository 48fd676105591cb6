/// The engine, for those who assemble a runtime. Hosts see it through `dev.samovar.Samovar`.
module dev.samovar.core {
    requires static org.jspecify;
    requires transitive dev.samovar.api;
    requires transitive micrometer.core;
    requires java.management;
    requires org.apache.commons.compress;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.samovar.core;
    exports dev.samovar.core.governor;
    exports dev.samovar.core.host;
    exports dev.samovar.core.journal;
    exports dev.samovar.core.pool;
    exports dev.samovar.core.seam;
    exports dev.samovar.core.telemetry;
}
