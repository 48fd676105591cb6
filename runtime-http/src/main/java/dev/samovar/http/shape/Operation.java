package dev.samovar.http.shape;

import java.util.List;
import java.util.Map;

/// An operation of the API.
///
/// @param path the segments of its path; one in braces stands for a member
/// @param query what the query must hold for this operation to be meant
/// @param status what it is answered with when all is well
/// @param input the shape of what it takes
public record Operation(
        String name, String method, List<String> path, Map<String, String> query, int status, String input) {}
