package dev.samovar.process.ruby;

import dev.samovar.process.script.Interpreter;
import dev.samovar.process.script.Language;
import dev.samovar.process.script.Version;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Ruby.
public record Ruby() implements Language {
    private static final Pattern NAMES = Pattern.compile("ruby(\\d(\\.?\\d{1,2})?)?");

    private static final String QUESTION = """
            puts RbConfig.ruby
            puts RUBY_VERSION.split('.').first(2).join('.')
            puts RbConfig.ruby
            puts Gem.default_path
            """;

    private static final List<String> FILES = List.of(
            "lib/samovar/bootstrap.rb",
            "lib/samovar/child.rb",
            "lib/samovar/context.rb",
            "lib/samovar/errors.rb",
            "lib/samovar/frames.rb",
            "lib/samovar/handler.rb",
            "lib/samovar/library.rb",
            "lib/samovar/logs.rb",
            "lib/samovar/marshaller.rb",
            "lib/samovar/records.rb",
            "lib/samovar/runtime.rb");

    @Override
    public String engine() {
        return "ruby";
    }

    @Override
    public String title() {
        return "Ruby";
    }

    @Override
    public Version oldest() {
        return new Version(3, 1);
    }

    @Override
    public String variable() {
        return "SAMOVAR_RUBY";
    }

    @Override
    public Pattern programNames() {
        return NAMES;
    }

    @Override
    public List<String> question() {
        return List.of("-e", QUESTION);
    }

    @Override
    public List<String> hostVariables() {
        return List.of("RUBY", "GEM_", "BUNDLE");
    }

    @Override
    public List<String> readAtStart() {
        return List.of("RUBY_", "LD_", "LC_", "MALLOC_", "SSL_", "OPENSSL_", "GLIBC_", "LANG", "TZ");
    }

    @Override
    public List<String> files() {
        return FILES;
    }

    /// What Ruby adds to the messages of errors for people was part of the messages themselves before 3.2, and
    /// so of what a caller is told.
    @Override
    public List<String> options(Interpreter interpreter, boolean trusted) {
        return interpreter.version().isBefore(new Version(3, 2))
                ? List.of("--disable=did_you_mean", "--disable=error_highlight")
                : List.of();
    }

    /// Text is UTF-8 even where the machine lacks Lambda's locale.
    @Override
    public Map<String, String> variables(boolean trusted) {
        return Map.of("LC_CTYPE", "C.UTF-8");
    }
}
