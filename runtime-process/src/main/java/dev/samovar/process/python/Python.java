package dev.samovar.process.python;

import dev.samovar.process.script.Interpreter;
import dev.samovar.process.script.Language;
import dev.samovar.process.script.Version;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Python.
///
/// @param debuggerPort where trusted functions wait for a debugger, or 0
public record Python(int debuggerPort) implements Language {
    private static final Pattern NAMES = Pattern.compile("python(3(\\.\\d{1,2})?)?");

    private static final String QUESTION = """
            import site, sys
            user = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
            print(sys.executable)
            print(*sys.version_info[:2])
            print(sys._base_executable)
            print(*site.getsitepackages() + user, sep='\\n')
            """;

    private static final List<String> FILES = List.of(
            "bootstrap.py",
            "awslambdaric/__init__.py",
            "awslambdaric/lambda_context.py",
            "samovar_child.py",
            "samovar_errors.py",
            "samovar_frames.py",
            "samovar_handler.py",
            "samovar_json.py",
            "samovar_logs.py",
            "samovar_output.py",
            "samovar_packages.py",
            "samovar_runtime.py",
            "snapshot_restore_py.py");

    @Override
    public String engine() {
        return "python";
    }

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public Version oldest() {
        return new Version(3, 8);
    }

    @Override
    public String variable() {
        return "SAMOVAR_PYTHON";
    }

    @Override
    public Pattern programNames() {
        return NAMES;
    }

    @Override
    public List<String> question() {
        return List.of("-c", QUESTION);
    }

    @Override
    public List<String> hostVariables() {
        return List.of("PYTHON", "__PYVENV_LAUNCHER__");
    }

    @Override
    public List<String> readAtStart() {
        return List.of("PYTHON", "LD_", "LC_", "MALLOC_", "SSL_", "OPENSSL_", "GLIBC_", "LANG", "TZ");
    }

    @Override
    public List<String> files() {
        return FILES;
    }

    /// What is installed for this machine's Python is not for functions (`-S`) but for AWS's SDK. A debugger
    /// sees into what Python brings frozen only if it does not.
    @Override
    public List<String> options(Interpreter interpreter, boolean trusted) {
        return isDebugged(trusted) ? List.of("-S", "-X", "frozen_modules=off") : List.of("-S");
    }

    @Override
    public Map<String, String> variables(boolean trusted) {
        return isDebugged(trusted)
                ? Map.of("LC_CTYPE", "C.UTF-8", "SAMOVAR_DEBUG", Integer.toString(debuggerPort))
                : Map.of("LC_CTYPE", "C.UTF-8");
    }

    private boolean isDebugged(boolean trusted) {
        return trusted && debuggerPort != 0;
    }
}
