package dev.samovar.cli;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Isolation;
import dev.samovar.http.LambdaApi;

/// A runtime with its Lambda API, in this JVM.
record Served(FunctionRuntime runtime, LambdaApi.Running api) implements AutoCloseable {
    static Served start() {
        var runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
        return new Served(
                runtime,
                LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                        .start());
    }

    String uri() {
        return api.uri().toString();
    }

    @Override
    public void close() {
        api.close();
        runtime.close();
    }
}
