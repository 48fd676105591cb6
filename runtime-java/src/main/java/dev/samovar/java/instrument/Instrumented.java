package dev.samovar.java.instrument;

import java.util.Optional;

/// A class file after instrumentation.
///
/// @param bytes the very array that was given when nothing had to change
/// @param notKillable why the polls are missing or fewer, for a class that could not be given all of them
@SuppressWarnings("ArrayRecordComponent")
public record Instrumented(byte[] bytes, Optional<String> notKillable) {}
