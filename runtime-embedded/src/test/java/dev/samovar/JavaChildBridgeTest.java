package dev.samovar;

import dev.samovar.api.FunctionSpec;

/// Engine `java` keeps the promises of every bridge in sandboxed JVMs too.
final class JavaChildBridgeTest extends ChildBridgeContract {
    @Override
    Confinement confinement() {
        return Confinement.SANDBOX;
    }

    @Override
    protected FunctionSpec function(String name) {
        return FunctionSpec.java(name, JavaContract.jar(directory)).handler("app.Contract");
    }
}
