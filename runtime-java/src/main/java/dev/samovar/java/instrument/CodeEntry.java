package dev.samovar.java.instrument;

import java.security.CodeSigner;
import org.jspecify.annotations.Nullable;

/// A class as it will be defined, and where it came from.
@SuppressWarnings("ArrayRecordComponent")
record CodeEntry(byte[] bytes, Root root, CodeSigner @Nullable [] signers) {}
