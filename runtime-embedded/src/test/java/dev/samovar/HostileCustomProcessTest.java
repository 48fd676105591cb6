package dev.samovar;

/// Custom runtimes in sandboxes that mean no good.
final class HostileCustomProcessTest extends HostileProcessContract {
    @Override
    HostileLanguage language() {
        return HostileLanguage.CUSTOM;
    }
}
