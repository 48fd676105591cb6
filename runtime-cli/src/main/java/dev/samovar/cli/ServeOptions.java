package dev.samovar.cli;

import dev.samovar.api.Account;
import dev.samovar.api.Isolation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What `samovar serve` was asked for.
///
/// @param host the address it is bound to
/// @param port where it listens; 0 takes any port that is free
/// @param adminPort where those who watch over it are answered, if they are
/// @param account the region and the account that functions live in
/// @param isolation the floor of isolation
/// @param data where what is written is kept, if it is
/// @param buckets where the buckets are that code comes from, if there are any
/// @param access who may use it
record ServeOptions(
        String host,
        int port,
        OptionalInt adminPort,
        Account account,
        Isolation isolation,
        Optional<Path> data,
        Optional<Path> buckets,
        Access access) {
    private static final int LAST_PORT = 65_535;

    /// Who may use an endpoint, and how it is spoken to.
    ///
    /// @param credentials a file with keys; without one everybody on this machine may
    /// @param certificates a file with certificates, null for no TLS
    /// @param key a file with the key to them
    /// @param hostCredentials whether functions get the AWS credentials of whoever runs the command
    record Access(
            Optional<Path> credentials,
            @Nullable Path certificates,
            @Nullable Path key,
            boolean hostCredentials) {
        Access {
            if ((certificates == null) != (key == null))
                throw new WrongUse("--tls-cert and --tls-key go together: give both or none");
        }
    }

    ServeOptions {
        if (access.credentials().isEmpty() && !isLoopback(host))
            throw new WrongUse("--host " + host + " lets others than this machine in, who could run code on it: give"
                    + " --credentials FILE with the keys they have to sign with");
        requirePort("--port", port);
        adminPort.ifPresent(number -> requirePort("--admin-port", number));
        data.filter(path -> Files.exists(path) && !Files.isDirectory(path)).ifPresent(path -> {
            throw new WrongUse("--data " + path + " is no directory; what is written is kept in one");
        });
        buckets.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new WrongUse("--buckets: there is no directory " + path);
        });
        if (isolation == Isolation.HOST)
            throw new WrongUse("--isolation is IN_PROCESS or PROCESS; HOST is for handlers of a host's own code");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new WrongUse("--host: there is no address " + host);
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > LAST_PORT) throw new WrongUse(name + " is 0 to " + LAST_PORT + ", not " + port);
    }

    /// The account that was asked for.
    ///
    /// @throws WrongUse if there can be no such region or account
    static Account account(String region, String id) {
        try {
            return new Account("aws", region, id);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }
}
