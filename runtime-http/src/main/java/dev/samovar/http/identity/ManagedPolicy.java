package dev.samovar.http.identity;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A policy that roles are attached to.
record ManagedPolicy(
        String path,
        String name,
        String id,
        String arn,
        Instant created,
        String document,
        @Nullable String description,
        SortedMap<String, String> tags) {}
