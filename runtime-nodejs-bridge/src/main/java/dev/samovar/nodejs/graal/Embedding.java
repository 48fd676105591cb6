package dev.samovar.nodejs.graal;

/// What the engine keeps for us with each context, to find again in the calls that it makes for all of them.
record Embedding(ModuleFunctions modules, PromiseHooks promises) {}
