package dev.samovar.cli.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A resource as a template declares it, its intrinsic functions not yet followed.
///
/// @param id its logical id
/// @param type such as `AWS::Lambda::Function`
/// @param properties what it is made with
/// @param metadata what others remark about it
/// @param dependsOn what must be there before it, besides what it refers to
/// @param condition the condition that it needs, or null
/// @param generated whether SAM made it out of another one
public record Declared(
        String id,
        String type,
        ObjectNode properties,
        ObjectNode metadata,
        List<String> dependsOn,
        @Nullable String condition,
        boolean generated) {

    /// Another one that SAM makes out of this one.
    Declared generate(String id, String type, ObjectNode properties) {
        return new Declared(id, type, properties, metadata.objectNode(), List.of(), condition, true);
    }
}
