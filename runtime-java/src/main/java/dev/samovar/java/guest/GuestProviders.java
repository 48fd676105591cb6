package dev.samovar.java.guest;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The security providers that one guest added, before and behind the JVM's own.
final class GuestProviders {
    private final List<Provider> before = new CopyOnWriteArrayList<>();
    private final List<Provider> behind = new CopyOnWriteArrayList<>();

    /// One way to make an engine: by the JVM's providers, or by the one given.
    interface ByProvider<T, E extends Exception> {
        T make(Provider provider) throws NoSuchAlgorithmException, E;
    }

    interface ByJvm<T, E extends Exception> {
        T make() throws NoSuchAlgorithmException, E;
    }

    /// Adds a provider unless one of its name is there; answers its position, or −1.
    int add(Provider provider, int position) {
        if (find(provider.getName()) != null) return -1;
        if (position == 1) before.addFirst(provider);
        else behind.add(provider);
        return List.of(all()).indexOf(provider) + 1;
    }

    void remove(String name) {
        before.removeIf(provider -> provider.getName().equals(name));
        behind.removeIf(provider -> provider.getName().equals(name));
    }

    @Nullable
    Provider find(String name) {
        var own = own(name);
        return own != null ? own : Security.getProvider(name);
    }

    @Nullable
    Provider own(@Nullable String name) {
        for (var provider : before) if (provider.getName().equals(name)) return provider;
        for (var provider : behind) if (provider.getName().equals(name)) return provider;
        return null;
    }

    Provider[] all() {
        var all = new ArrayList<>(before);
        all.addAll(List.of(Security.getProviders()));
        all.addAll(behind);
        return all.toArray(Provider[]::new);
    }

    /// The first engine that any provider offers, in their order.
    <T, E extends Exception> T first(ByJvm<T, E> jvm, ByProvider<T, E> own) throws NoSuchAlgorithmException, E {
        for (var provider : before) {
            var made = attempt(own, provider);
            if (made != null) return made;
        }
        if (behind.isEmpty()) return jvm.make();
        try {
            return jvm.make();
        } catch (Exception e) {
            for (var provider : behind) {
                var made = attempt(own, provider);
                if (made != null) return made;
            }
            throw e;
        }
    }

    private static <T, E extends Exception> @Nullable T attempt(ByProvider<T, E> own, Provider provider) {
        try {
            return own.make(provider);
        } catch (Exception e) {
            return null;
        }
    }
}
