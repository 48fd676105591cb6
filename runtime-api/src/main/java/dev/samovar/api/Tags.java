package dev.samovar.api;

import java.util.Collection;
import java.util.Map;

/// The tags of functions, and of code signing configurations and event source mappings: texts by their keys, at
/// most 50 for each.
///
/// Every method throws [RequestRefusedException] if what is tagged is not there.
///
/// Source: AWS Lambda API reference, "TagResource", "UntagResource", "ListTags".
public interface Tags {

    /// The tags of a function, in the order of their keys.
    Map<String, String> list(FunctionName function);

    /// Adds tags, in the place of those with the same keys.
    void add(FunctionName function, Map<String, String> tags);

    /// Removes tags; keys that are not there are no error.
    void remove(FunctionName function, Collection<String> keys);

    /// The tags of a code signing configuration or an event source mapping, in the order of their keys.
    ///
    /// @param arn its ARN
    Map<String, String> list(String arn);

    /// Adds tags to one, in the place of those with the same keys.
    void add(String arn, Map<String, String> tags);

    /// Removes tags from one; keys that are not there are no error.
    void remove(String arn, Collection<String> keys);
}
