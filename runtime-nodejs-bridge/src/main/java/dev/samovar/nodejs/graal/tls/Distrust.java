package dev.samovar.nodejs.graal.tls;

/// Why the other end's certificate is not trusted: OpenSSL's codes and words, which Node passes on.
public enum Distrust {
    UNABLE_TO_GET_ISSUER_CERT("unable to get issuer certificate"),
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY("unable to get local issuer certificate"),
    UNABLE_TO_VERIFY_LEAF_SIGNATURE("unable to verify the first certificate"),
    DEPTH_ZERO_SELF_SIGNED_CERT("self-signed certificate"),
    SELF_SIGNED_CERT_IN_CHAIN("self-signed certificate in certificate chain"),
    CERT_SIGNATURE_FAILURE("certificate signature failure"),
    CERT_NOT_YET_VALID("certificate is not yet valid"),
    CERT_HAS_EXPIRED("certificate has expired"),
    INVALID_CA("invalid CA certificate"),
    INVALID_PURPOSE("unsuitable certificate purpose"),
    PATH_LENGTH_EXCEEDED("path length constraint exceeded"),
    UNSPECIFIED("unspecified certificate verification error");

    private final String message;

    Distrust(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}
