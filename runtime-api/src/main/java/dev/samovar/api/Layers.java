package dev.samovar.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The layers of the account. Functions that use a version keep it when it is deleted.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses.
///
/// Source: AWS Lambda API reference, "PublishLayerVersion" and its likes.
public interface Layers {

    /// Publishes the next version of a layer, which begins with its first.
    LayerVersion publish(String layer, LayerVersion.Content content);

    /// A version.
    LayerVersion get(String layer, long version);

    /// The version of this ARN, if it is there.
    Optional<LayerVersion> find(String arn);

    /// The newest version of each layer, by name.
    List<LayerVersion> list();

    /// The versions of a layer, the newest first; none if it is not there.
    List<LayerVersion> versions(String layer);

    /// Deletes a version; one that is not there is no error.
    void delete(String layer, long version);

    /// Adds a statement to the policy of a version, and answers the policy.
    ///
    /// @param revision what the policy must be, or null
    Policy addPermission(String layer, long version, Permission permission, @Nullable UUID revision);

    /// The policy of a version.
    Policy getPolicy(String layer, long version);

    /// Removes a statement from the policy of a version.
    ///
    /// @param revision what the policy must be, or null
    void removePermission(String layer, long version, String statementId, @Nullable UUID revision);
}
