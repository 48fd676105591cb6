package dev.samovar;

import dev.samovar.api.FunctionSpec;

/// Engine `node` keeps what every bridge promises.
final class NodeBridgeTest extends ChildBridgeContract {
    @Override
    protected FunctionSpec function(String name) {
        return NodeFunctions.contract(directory, name).engine("node");
    }
}
