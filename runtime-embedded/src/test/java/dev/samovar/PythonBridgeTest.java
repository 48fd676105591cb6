package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;

/// Engine `python` keeps what every bridge promises.
final class PythonBridgeTest extends ChildBridgeContract {
    @Override
    protected FunctionSpec function(String name) {
        Tool.PYTHON.path();
        var zip = ScriptSources.zip(directory, "python/contract.py");
        return FunctionSpec.of(name, new RuntimeId("python3.13"), new Code.OnDisk(zip))
                .handler("contract.handler");
    }
}
