package dev.samovar.core.journal;

import java.util.Set;

/// Where the value of a key stands.
///
/// @param file the journal file
/// @param position where the value begins in it
/// @param length how long it is
/// @param contents what it refers to
record Slot(String file, long position, int length, Set<String> contents) {}
