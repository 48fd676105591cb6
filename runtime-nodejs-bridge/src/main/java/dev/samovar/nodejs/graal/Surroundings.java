package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.spi.Sandbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What surrounds the code of one context. A blank has none yet.
final class Surroundings {
    private volatile @Nullable Sandbox sandbox;
    private volatile int exitStatus = -1;
    private volatile Jail jail = Jail.EMPTY;

    /// The context belongs to an environment from now on.
    void belongTo(Sandbox to) {
        var directories = new HashMap<String, Path>();
        to.taskRoot().ifPresent(root -> directories.put("/var/task", root));
        to.layerRoot().ifPresent(root -> directories.put("/opt", root));
        directories.put("/tmp", to.tmp());
        jail = new Jail(Map.copyOf(directories));
        sandbox = to;
    }

    /// Ends the environment as its code asked for. Does not return to the code.
    Object exit(JSRealm realm, int status) {
        exitStatus = status;
        sandbox().exited(status);
        realm.getEnv().getContext().closeExited(null, status);
        return Undefined.instance;
    }

    /// The status that the code ended its environment with, or -1.
    int exitStatus() {
        return exitStatus;
    }

    Jail jail() {
        return jail;
    }

    /// Relative paths begin there from now on.
    ///
    /// @throws FileFault if there is no such directory
    void goTo(String path) {
        jail = jail.at(path);
    }

    /// How much memory the function has, or the least that one may have for a blank.
    int memoryMb() {
        var there = sandbox;
        return there == null ? 128 : there.version().spec().memoryMb();
    }

    /// What the environment gives its function.
    ///
    /// @throws IllegalStateException for a blank
    Sandbox sandbox() {
        var there = sandbox;
        if (there == null) throw new IllegalStateException("the context belongs to no environment yet");
        return there;
    }
}
