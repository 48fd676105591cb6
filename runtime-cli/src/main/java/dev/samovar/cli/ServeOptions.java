package dev.samovar.cli;

import dev.samovar.api.Account;
import dev.samovar.api.Isolation;

/// What `samovar serve` was asked for.
///
/// @param port where it listens on the loopback interface; 0 takes any port that is free
/// @param account the region and the account that functions live in
/// @param isolation the floor of isolation
record ServeOptions(int port, Account account, Isolation isolation) {
    private static final int LAST_PORT = 65_535;

    ServeOptions {
        if (port < 0 || port > LAST_PORT) throw new WrongUse("--port is 0 to " + LAST_PORT + ", not " + port);
        if (isolation == Isolation.HOST)
            throw new WrongUse("--isolation is IN_PROCESS or PROCESS; HOST is for handlers of a host's own code");
    }

    /// @throws WrongUse if there can be no such region or account
    static ServeOptions of(int port, String region, String account, Isolation isolation) {
        try {
            return new ServeOptions(port, new Account("aws", region, account), isolation);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }
}
