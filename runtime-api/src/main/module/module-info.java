/// The vocabulary of functions, said by callers (`dev.samovar.api`) and promised to the engine (`dev.samovar.spi`).
module dev.samovar.api {
    requires static org.jspecify;

    exports dev.samovar.api;
    exports dev.samovar.spi;
}
