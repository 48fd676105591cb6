package dev.samovar;

/// Java functions in sandboxes that mean no good.
final class HostileJavaProcessTest extends HostileProcessContract {
    @Override
    HostileLanguage language() {
        return HostileLanguage.JAVA;
    }
}
