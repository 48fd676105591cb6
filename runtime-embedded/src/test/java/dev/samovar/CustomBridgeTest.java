package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;

/// Engine `custom` keeps what every bridge promises, with a runtime in Python.
final class CustomBridgeTest extends ChildBridgeContract {
    @Override
    protected FunctionSpec function(String name) {
        return FunctionSpec.of(
                        name,
                        new RuntimeId("provided.al2023"),
                        new Code.OnDisk(CustomPrograms.python(directory, "contract")))
                .handler("contract");
    }
}
