package dev.samovar.http;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// AWS's own client, unchanged.
final class Clients {
    private Clients() {}

    /// One that tries once: a second try would hide what an endpoint refuses.
    static LambdaClient of(URI endpoint) {
        return configured(LambdaClient.builder(), endpoint).build();
    }

    /// One with these credentials.
    static LambdaClient of(URI endpoint, AwsCredentials credentials) {
        return configured(LambdaClient.builder(), endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /// A client of another service, which tries once too.
    static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B client, URI endpoint) {
        return client.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries -> retries.maxAttempts(1)));
    }
}
