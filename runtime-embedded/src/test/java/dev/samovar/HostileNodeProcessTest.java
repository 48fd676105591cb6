package dev.samovar;

/// Node.js functions in sandboxes that mean no good.
final class HostileNodeProcessTest extends HostileProcessContract {
    @Override
    HostileLanguage language() {
        return HostileLanguage.NODE;
    }
}
