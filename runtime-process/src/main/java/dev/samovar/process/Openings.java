package dev.samovar.process;

import dev.samovar.process.egress.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the host opens of the network to sandboxed functions.
///
/// @param access what those reach that are attached to no network
/// @param networks what is reached by the ids of subnets and security groups
/// @param endpoint what all reach of this machine: where the host serves the Lambda API, if it says so
record Openings(NetworkAccess access, Map<String, NetworkAccess> networks, Rules endpoint) {
    /// Nothing.
    static final Openings NONE = new Openings(NetworkAccess.none(), Map.of(), Rules.NONE);

    Openings {
        networks = Map.copyOf(networks);
    }

    Openings access(NetworkAccess other) {
        return new Openings(other, networks, endpoint);
    }

    Openings network(String id, NetworkAccess to) {
        var all = new HashMap<>(networks);
        all.put(id, to);
        return new Openings(access, all, endpoint);
    }

    Openings endpoint(int port) {
        return new Openings(access, networks, Rules.own(port));
    }

    Openings withoutEndpoint() {
        return new Openings(access, networks, Rules.NONE);
    }

    /// What a function reaches: by each of its subnets and security groups; one that the host does not know opens
    /// nothing.
    Rules rules(List<String> ids) {
        if (ids.isEmpty()) return access.rules().and(endpoint);
        var rules = endpoint;
        for (var id : ids)
            rules = rules.and(networks.getOrDefault(id, NetworkAccess.none()).rules());
        return rules;
    }
}
