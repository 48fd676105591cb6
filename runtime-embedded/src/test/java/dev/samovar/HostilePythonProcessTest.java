package dev.samovar;

/// Python functions in sandboxes that mean no good.
final class HostilePythonProcessTest extends HostileProcessContract {
    @Override
    HostileLanguage language() {
        return HostileLanguage.PYTHON;
    }
}
