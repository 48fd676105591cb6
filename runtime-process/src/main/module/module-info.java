/// Starts, connects and ends the child processes that functions run in.
module dev.samovar.process {
    requires dev.samovar.api;
    requires jdk.net;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.samovar.process;
}
