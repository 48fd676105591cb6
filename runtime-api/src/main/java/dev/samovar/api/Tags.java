package dev.samovar.api;

import java.util.Collection;
import java.util.Map;

/// The tags of functions: texts by their keys, at most 50 for each.
///
/// Every method throws [RequestRefusedException] if the function is not there.
///
/// Source: AWS Lambda API reference, "TagResource", "UntagResource", "ListTags".
public interface Tags {

    /// The tags of a function, in the order of their keys.
    Map<String, String> list(FunctionName function);

    /// Adds tags, in the place of those with the same keys.
    void add(FunctionName function, Map<String, String> tags);

    /// Removes tags; keys that are not there are no error.
    void remove(FunctionName function, Collection<String> keys);
}
