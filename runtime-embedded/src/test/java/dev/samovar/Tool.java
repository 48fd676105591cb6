package dev.samovar;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs that tests need on the machine.
enum Tool {
    CURL("curl", "install it, as by apt-get install curl"),
    NODE("node", "install Node.js from 20 on"),
    BWRAP("bwrap", "install it, as by apt-get install bubblewrap"),
    IP("ip", "install it, as by apt-get install iproute2"),
    PYTHON("python3", "install it, as by apt-get install python3"),
    RUBY("ruby", "install it, as by apt-get install ruby"),
    CC("cc", "install a C compiler, as by apt-get install gcc libc6-dev"),
    STRESS_NG("stress-ng", "install it, as by apt-get install stress-ng"),
    NMAP("nmap", "install it, as by apt-get install nmap"),
    NCAT("ncat", "install it, as by apt-get install ncat"),
    STRACE("strace", "install it, as by apt-get install strace"),
    GDB("gdb", "install it, as by apt-get install gdb"),
    CAPSH("capsh", "install it, as by apt-get install libcap2-bin"),
    RUSTC("rustc", "install Rust, as by apt-get install rustc or from https://rustup.rs");

    private final String program;
    private final String wayOut;

    Tool(String program, String wayOut) {
        this.program = program;
        this.wayOut = wayOut;
    }

    /// Where it is: of the system itself, which sandboxes see, or else in `PATH`.
    ///
    /// @throws AssertionError if it is not there
    Path path() {
        for (var place : String.join(File.pathSeparator, "/usr/bin", System.getenv("PATH"), "/usr/sbin", "/sbin")
                .split(File.pathSeparator, -1)) {
            var path = Path.of(place, program);
            if (Files.isExecutable(path)) return path;
        }
        throw new AssertionError("this test needs " + program + " in PATH: " + wayOut);
    }

    /// What it says when it is run with such arguments.
    String says(String... arguments) {
        var words = new ArrayList<>(List.of(path().toString()));
        words.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
