package dev.samovar.core;

import dev.samovar.core.governor.Provision;
import dev.samovar.core.pool.Shelf;

/// Provisioned capacity of one qualifier on one version: the permits and the shelf of environments
/// kept for them.
record ProvisionedShelf(Provision provision, Shelf shelf) {}
