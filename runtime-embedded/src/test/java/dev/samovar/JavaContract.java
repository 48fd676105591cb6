package dev.samovar;

import java.nio.file.Path;

/// The function that every bridge's promises are tried with, in Java.
final class JavaContract {
    private JavaContract() {}

    static Path jar(Path directory) {
        return Jars.compile(directory, "contract", """
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
}
