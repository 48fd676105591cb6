package dev.samovar.core.governor;

/// The answer to a request to run: a [Permit], or a [Throttle].
public sealed interface Admission permits Permit, Throttle {}
