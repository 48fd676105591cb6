package dev.samovar.java.handler;

import java.lang.reflect.Type;

/// Finds the codec of a type, as Lambda's Java runtime would choose it.
public interface Codecs {

    /// The codec of a handler's parameter or result.
    Codec codecFor(Type type);

    /// The codec of events that an Android client of the Mobile SDK sent.
    Codec androidCodecFor(Type type);
}
