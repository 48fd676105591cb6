package dev.samovar.java;

import dev.samovar.spi.Sandbox;
import java.lang.reflect.InvocationTargetException;

/// Calls the hooks of `org.crac` where Lambda would take a snapshot: after the initialisation of a published
/// version that asks for SnapStart. No snapshot is taken yet.
///
/// Source: AWS Lambda developer guide, "Maximize Lambda SnapStart performance" and "Lambda SnapStart runtime
/// hooks for Java".
public final class SnapshotHooks {
    private SnapshotHooks() {}

    public static void run(Sandbox sandbox, ClassLoader customer) throws Throwable {
        var version = sandbox.version();
        if (!version.spec().snapStart() || version.version().isLatest()) return;
        var core = Class.forName("org.crac.Core", true, customer);
        var context = core.getMethod("getGlobalContext").invoke(null);
        var type = Class.forName("org.crac.Context", false, customer);
        for (var hook : new String[] {"beforeCheckpoint", "afterRestore"}) {
            try {
                type.getMethod(hook, type).invoke(context, context);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
