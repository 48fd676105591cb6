package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;

/// Engine `ruby` keeps what every bridge promises.
final class RubyBridgeTest extends ChildBridgeContract {
    @Override
    protected FunctionSpec function(String name) {
        Tool.RUBY.path();
        var zip = ScriptSources.zip(directory, "ruby/contract.rb");
        return FunctionSpec.of(name, new RuntimeId("ruby3.4"), new Code.OnDisk(zip))
                .handler("contract.handler");
    }
}
