package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Engine `java` keeps the promises of every bridge.
final class JavaBridgeTest extends IsolatingBridgeContract {
    @TempDir
    static Path directory;

    private static Path jar;

    @BeforeAll
    static void compile() {
        jar = Jars.compile(directory, "contract", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.nio.file.*;
                import java.util.Map;
                public class Contract implements RequestHandler<Map<String, String>, Object> {
                    private static int count;
                    public Object handleRequest(Map<String, String> event, Context context) {
                        String text = event.get("text");
                        Path note = Path.of("/tmp/note");
                        try {
                            switch (event.get("do")) {
                                case "echo": return text;
                                case "fail": throw new IllegalStateException(text);
                                case "count": return ++count;
                                case "log": System.out.println(text); return null;
                                case "variable": return System.getenv(text);
                                case "write": Files.writeString(note, text); return null;
                                case "read": return Files.exists(note) ? Files.readString(note) : null;
                                case "large": return "x".repeat(7_000_000);
                                case "wait": Thread.sleep(300); return null;
                                case "loop": while (true) { try { count += 0; } catch (Throwable t) { } }
                                default: return null;
                            }
                        } catch (java.io.IOException | InterruptedException e) {
                            throw new RuntimeException(e);
                        }
                    }
                }
                """);
    }

    @Override
    protected FunctionRuntime runtime() {
        return Samovar.builder().isolation(Isolation.IN_PROCESS).build();
    }

    @Override
    protected FunctionSpec function(String name) {
        return FunctionSpec.java(name, jar).handler("app.Contract");
    }
}
