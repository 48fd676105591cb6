package dev.samovar.core.ledger;

/// What a record refers to that the store keeps as content.
///
/// @param sha256 its SHA-256 in hexadecimal digits
public record ContentRef(String sha256) {}
