package dev.samovar.http;

import java.util.Map;

/// Handlers that tests put into packages.
public final class Functions {
    /// For the runtime.
    public Functions() {}

    public String greet(Map<String, String> event) {
        System.out.println("greeting");
        return event.get("say") + " " + System.getenv("WHO");
    }

    public int one() {
        return 1;
    }

    public int two() {
        return 2;
    }

    public void fail() {
        throw new IllegalStateException("no");
    }
}
