package dev.samovar.http.identity;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The roles of the account, as many as one has at first. Safe for use by several threads.
final class Roles {
    private static final int MOST = 1_000;

    /// By name, whose case tells no two apart.
    private final TreeMap<String, Role> all = new TreeMap<>();

    synchronized void add(Role role) {
        if (all.containsKey(key(role.name())))
            throw IdentityError.conflict("EntityAlreadyExists", "Role with name " + role.name() + " already exists.");
        if (all.size() >= MOST)
            throw IdentityError.conflict("LimitExceeded", "Cannot exceed quota for RolesPerAccount: " + MOST);
        all.put(key(role.name()), role);
    }

    synchronized Role get(String name) {
        var role = all.get(key(name));
        if (role == null) throw IdentityError.noSuchEntity("The role with name " + name + " cannot be found.");
        return role;
    }

    synchronized void change(String name, UnaryOperator<Role> change) {
        all.put(key(name), change.apply(get(name)));
    }

    /// @param check throws if the role may not go
    synchronized void remove(String name, Consumer<Role> check) {
        check.accept(get(name));
        all.remove(key(name));
    }

    synchronized List<Role> list() {
        return List.copyOf(all.values());
    }

    /// How many roles a managed policy is attached to.
    synchronized long attachments(String policyArn) {
        return all.values().stream()
                .filter(role -> role.attached().containsKey(policyArn))
                .count();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
