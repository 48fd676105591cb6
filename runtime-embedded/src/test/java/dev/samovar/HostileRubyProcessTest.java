package dev.samovar;

/// Ruby functions in sandboxes that mean no good.
final class HostileRubyProcessTest extends HostileProcessContract {
    @Override
    HostileLanguage language() {
        return HostileLanguage.RUBY;
    }
}
