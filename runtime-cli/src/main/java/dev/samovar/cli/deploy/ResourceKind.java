package dev.samovar.cli.deploy;

import dev.samovar.cli.template.Declared;
import tools.jackson.databind.node.ObjectNode;

/// How resources of one type are made.
interface ResourceKind {
    /// What has to be done for a resource. Reads what is there and changes nothing; the step's action does.
    ///
    /// @param properties resolved and typed
    Step step(Declared declared, ObjectNode properties);
}
