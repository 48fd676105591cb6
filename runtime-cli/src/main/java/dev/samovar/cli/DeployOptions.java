package dev.samovar.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `samovar deploy` was asked for.
///
/// @param path the template, or a directory that has one
/// @param stack the name of the stack, or null to take one from where the template is
/// @param parameters the values of the template's parameters
/// @param agreed whether nothing is asked
/// @param dryRun whether the plan is all
/// @param prune whether what is no longer in the template is removed
/// @param adopt whether functions that belong to no stack become the stack's
/// @param watch whether it is deployed again when its files change
record DeployOptions(
        Path path,
        @Nullable String stack,
        Map<String, String> parameters,
        boolean agreed,
        boolean dryRun,
        boolean prune,
        boolean adopt,
        boolean watch) {

    DeployOptions {
        if (dryRun && watch) throw new WrongUse("--dry-run does nothing that --watch could do again; give one of them");
    }
}
