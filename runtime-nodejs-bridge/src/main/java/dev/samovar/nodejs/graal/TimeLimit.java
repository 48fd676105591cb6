package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.UserScriptException;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.time.Duration;
import java.util.function.Supplier;

/// The time that a script of `vm` may take.
///
/// A thread of its own waits for the end of that time and then has the script's thread throw, at the next place where
/// the engine looks for such requests. What is thrown is no exception of the guest's language: the script can neither
/// catch it nor go on in a `finally`. Limits nest, and each ends its own script only.
final class TimeLimit {
    /// Leaves the script of one limit.
    private static final class Over extends Error {
        private static final long serialVersionUID = 1;
        private final transient TimeLimit limit;

        Over(TimeLimit limit) {
            super("a script of vm has had its time", null, false, false);
            this.limit = limit;
        }
    }

    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Thread thread = Thread.currentThread();
    private final TruffleLanguage.Env env;
    private final Duration time;
    /// Read and written by the script's thread alone, so that nothing is thrown after the script has ended.
    private boolean ended;

    private TimeLimit(TruffleLanguage.Env env, Duration time) {
        this.env = env;
        this.time = time;
    }

    /// What the script answers, unless its time is over before.
    ///
    /// @param realm in which the error is made that tells so
    static Object within(Duration time, JSRealm realm, Supplier<Object> script) {
        var limit = new TimeLimit(realm.getEnv(), time);
        var waiting = Thread.ofVirtual().name("samovar-vm-timeout").start(limit::await);
        try {
            return script.get();
        } catch (Over over) {
            if (over.limit != limit) throw over;
            throw timedOut(realm, time);
        } finally {
            limit.ended = true;
            waiting.interrupt();
        }
    }

    /// Asks again until the script is left: of limits that end at the same place, one alone is heard.
    private void await() {
        try {
            for (var next = time; ; next = AGAIN) {
                Thread.sleep(next);
                var _ = env.submitThreadLocal(new Thread[] {thread}, new Leaving());
            }
        } catch (InterruptedException e) {
            // The script has ended.
        }
    }

    private final class Leaving extends ThreadLocalAction {
        Leaving() {
            super(true, false);
        }

        @Override
        protected void perform(Access access) {
            if (!ended) throw new Over(TimeLimit.this);
        }
    }

    private static UserScriptException timedOut(JSRealm realm, Duration time) {
        var message = Guest.text("Script execution timed out after " + time.toMillis() + "ms");
        var error = JSError.create(JSErrorType.Error, realm, message);
        JSObject.set(error, Guest.text("code"), Guest.text("ERR_SCRIPT_EXECUTION_TIMEOUT"));
        return UserScriptException.create(error);
    }
}
