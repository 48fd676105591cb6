package dev.samovar.process.confine;

import java.util.List;
import java.util.Map;

/// What starts a child and what keeps it together.
///
/// @param words the program and its arguments
/// @param variables all environment variables
public record Wrapped(List<String> words, Map<String, String> variables) {}
