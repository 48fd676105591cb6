package dev.samovar.spi;

/// Who makes a request: what a signature proves.
///
/// @param account the account's number
/// @param arn the ARN of the user, role or function
public record Caller(String account, String arn) {
    /// The account itself, who may do everything in it.
    public static Caller root(String account) {
        return new Caller(account, "arn:aws:iam::" + account + ":root");
    }

    /// Whether it is a function that makes the request.
    public boolean isFunction() {
        var parts = arn.split(":", 4);
        return parts.length == 4 && parts[2].equals("lambda");
    }
}
