package app;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// A function that does what its event says: it runs a program, or ends itself.
public class Hostile {
    static {
        var how = System.getenv("AT_INIT");
        if (how != null) end(how);
    }

    public String handle(String event) throws Exception {
        var words = event.split(" ");
        switch (words[0]) {
            case "run" -> {
                var program = new ProcessBuilder("sh", "/var/task/run", words[1])
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
            case "end" -> end(words[1]);
            case "later" -> CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> end(words[1]));
            case "deaf" -> {
                for (var signal : new String[] {"TERM", "INT", "HUP", "USR2"})
                    Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
                while (true) Thread.onSpinWait();
            }
            default -> {}
        }
        return "served";
    }

    private static void end(String how) {
        if (Character.isDigit(how.charAt(0))) Runtime.getRuntime().halt(Integer.parseInt(how));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + how + " $PPID").start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        while (true) LockSupport.park();
    }
}
