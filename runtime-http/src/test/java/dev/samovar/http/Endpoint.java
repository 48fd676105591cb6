package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// A runtime with its endpoint, and AWS's client for it.
record Endpoint(FunctionRuntime runtime, LambdaApi.Running api, LambdaClient lambda, HttpClient http)
        implements AutoCloseable {

    static Endpoint open(UnaryOperator<Samovar> how) {
        var runtime = how.apply(Samovar.builder().isolation(IN_PROCESS)).build();
        var api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
        return new Endpoint(runtime, api, Clients.of(api.uri()), HttpClient.newHttpClient());
    }

    URI uri() {
        return api.uri();
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(uri().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    String get(String path) {
        return send("GET", path, "").body();
    }

    @Override
    public void close() {
        lambda.close();
        api.close();
        runtime.close();
    }
}
