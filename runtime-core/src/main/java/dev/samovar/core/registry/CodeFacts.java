package dev.samovar.core.registry;

/// What is known of a package before it is prepared.
///
/// @param sha256 its SHA-256 in base64
/// @param layersSha256 that of its layers together; empty without layers
/// @param size its size in bytes
/// @param engine the engine chosen for it
/// @param reason why
public record CodeFacts(String sha256, String layersSha256, long size, String engine, String reason) {}
