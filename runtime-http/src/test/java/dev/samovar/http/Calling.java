package dev.samovar.http;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/// A handler that invokes another function with AWS's client, as its environment has it configured.
public final class Calling {
    /// What the other function answers, or how the endpoint refuses.
    public String call(String function) {
        return called(function, LambdaClient.builder());
    }

    /// The same with keys that somebody made up.
    public String guess(String function) {
        var keys = AwsBasicCredentials.create("AKIDOWN", "guessed");
        return called(function, LambdaClient.builder().credentialsProvider(StaticCredentialsProvider.create(keys)));
    }

    private static String called(String function, LambdaClientBuilder client) {
        try (var lambda = client.httpClient(UrlConnectionHttpClient.create()).build()) {
            return lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String("\"tea\"")))
                    .payload()
                    .asUtf8String();
        } catch (LambdaException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        }
    }

    /// Answers what it is asked.
    public String echo(String text) {
        return text;
    }
}
