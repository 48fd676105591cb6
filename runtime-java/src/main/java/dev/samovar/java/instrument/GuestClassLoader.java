package dev.samovar.java.instrument;

import dev.samovar.java.guest.Guest;
import dev.samovar.java.guest.Home;
import dev.samovar.java.guest.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// The class loader of one environment.
///
/// A class comes from the JDK when the JDK has its package, from the host when it is on the published list of
/// shared packages, and else from the customer's code — never from the host's class path. Packages, code
/// sources, signers and sealing are what a `URLClassLoader` would make of the same jars.
public final class GuestClassLoader extends SecureClassLoader implements Home {
    static {
        registerAsParallelCapable();
    }

    private static final String OURS = "dev.samovar.java.guest.";
    private static final String POLL = "dev.samovar.java.guest.Poll";
    private static final ClassLoader JDK = getPlatformClassLoader();
    private static final Set<String> JDK_PACKAGES = jdkPackages();
    private static final byte[] POLL_CLASS = pollClass();

    private record Source(Root root, List<CodeSigner> signers) {}

    private final List<InstrumentedCode> codes;
    private final InstrumentedCode customer;
    private final Guest guest;
    private final List<SharedPackages> shared;
    private final Map<Source, ProtectionDomain> domains = new ConcurrentHashMap<>();

    /// @param before what every environment defines for itself, found before the customer's classes
    /// @param customer the customer's code; classes that it defines at run time are instrumented as part of it
    /// @param shared what comes from the host instead, the first that has a package
    public GuestClassLoader(
            InstrumentedCode before, InstrumentedCode customer, Guest guest, List<SharedPackages> shared) {
        this(List.of(before, customer), customer, guest, shared);
    }

    /// @param customer all of the code there is
    public GuestClassLoader(InstrumentedCode customer, Guest guest, List<SharedPackages> shared) {
        this(List.of(customer), customer, guest, shared);
    }

    private GuestClassLoader(
            List<InstrumentedCode> codes, InstrumentedCode customer, Guest guest, List<SharedPackages> shared) {
        super(JDK);
        this.codes = codes;
        this.customer = customer;
        this.guest = guest;
        this.shared = List.copyOf(shared);
        guest.loader(this);
        preparePoll();
    }

    @Override
    public Guest guest() {
        return guest;
    }

    @Override
    public byte[] instrument(byte[] classFile) {
        return customer.instrument(classFile);
    }

    /// The poll must be ready before any code of the customer's runs: its own initialisation is not polled.
    private void preparePoll() {
        try {
            Class.forName(POLL, true, this);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the poll cannot be defined", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded == null) loaded = choose(name);
            if (resolve) resolveClass(loaded);
            return loaded;
        }
    }

    private Class<?> choose(String name) throws ClassNotFoundException {
        if (JDK_PACKAGES.contains(packageOf(name))) return JDK.loadClass(name);
        if (name.startsWith(OURS)) return ours(name);
        for (var packages : shared)
            if (packages.contain(name)) return packages.loader().loadClass(name);
        return findClass(name);
    }

    private Class<?> ours(String name) throws ClassNotFoundException {
        if (name.equals(POLL)) return defineClass(name, POLL_CLASS, 0, POLL_CLASS.length);
        if (!name.startsWith(Facades.PACKAGE)) return Class.forName(name, false, Guest.class.getClassLoader());
        var facade = Facades.find(name);
        if (facade == null) throw new ClassNotFoundException(name);
        return defineClass(name, facade, 0, facade.length);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (var code : codes) {
            var found = code.find(name).orElse(null);
            if (found != null) return define(name, found);
        }
        throw new ClassNotFoundException(name);
    }

    private Class<?> define(String name, CodeEntry entry) {
        definePackageOf(name, entry.root());
        return defineClass(name, entry.bytes(), 0, entry.bytes().length, domain(entry));
    }

    private ProtectionDomain domain(CodeEntry entry) {
        var signers = entry.signers();
        var source = new Source(entry.root(), signers == null ? List.of() : Arrays.asList(signers));
        return domains.computeIfAbsent(source, _ -> {
            var codeSource = new CodeSource(entry.root().location(), signers);
            return new ProtectionDomain(codeSource, getPermissions(codeSource), this, null);
        });
    }

    // --- packages

    private void definePackageOf(String className, Root root) {
        var name = packageOf(className);
        if (name.isEmpty()) return;
        var defined = getDefinedPackage(name);
        if (defined == null) {
            try {
                definePackage(name, root);
                return;
            } catch (IllegalArgumentException e) {
                // Another thread was first.
                defined = getDefinedPackage(name);
            }
        }
        if (defined != null) checkSeal(defined, root);
    }

    private void definePackage(String name, Root root) {
        var manifest = root.manifest();
        if (manifest == null) {
            definePackage(name, null, null, null, null, null, null, null);
            return;
        }
        definePackage(
                name,
                attribute(manifest, name, Attributes.Name.SPECIFICATION_TITLE),
                attribute(manifest, name, Attributes.Name.SPECIFICATION_VERSION),
                attribute(manifest, name, Attributes.Name.SPECIFICATION_VENDOR),
                attribute(manifest, name, Attributes.Name.IMPLEMENTATION_TITLE),
                attribute(manifest, name, Attributes.Name.IMPLEMENTATION_VERSION),
                attribute(manifest, name, Attributes.Name.IMPLEMENTATION_VENDOR),
                isSealed(manifest, name) ? root.location() : null);
    }

    private static void checkSeal(Package defined, Root root) {
        if (defined.isSealed()) {
            if (!defined.isSealed(root.location()))
                throw new SecurityException("sealing violation: package " + defined.getName() + " is sealed");
        } else if (root.manifest() != null && isSealed(root.manifest(), defined.getName())) {
            throw new SecurityException(
                    "sealing violation: can't seal package " + defined.getName() + ": already loaded");
        }
    }

    private static boolean isSealed(Manifest manifest, String packageName) {
        return "true".equalsIgnoreCase(attribute(manifest, packageName, Attributes.Name.SEALED));
    }

    private static @Nullable String attribute(Manifest manifest, String packageName, Attributes.Name name) {
        var own = manifest.getAttributes(packageName.replace('.', '/') + "/");
        var value = own == null ? null : own.getValue(name);
        return value != null ? value : manifest.getMainAttributes().getValue(name);
    }

    private static String packageOf(String className) {
        var dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    // --- resources

    @Override
    protected @Nullable URL findResource(String name) {
        for (var code : codes) {
            var found = code.resource(name).orElse(null);
            if (found != null) return found.url();
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        var found = new ArrayList<URL>();
        for (var code : codes) found.addAll(code.resources(name));
        return Collections.enumeration(found);
    }

    /// Reads from the open jar, past the JDK's cache of URL connections.
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            var fromJdk = JDK.getResource(name);
            if (fromJdk != null) return fromJdk.openStream();
            for (var code : codes) {
                var found = code.resource(name).orElse(null);
                if (found != null) return found.open();
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    // --- native libraries

    @Override
    protected @Nullable String findLibrary(String name) {
        return guest.library(name);
    }

    private static Set<String> jdkPackages() {
        var packages = new HashSet<String>();
        for (var module : ModuleLayer.boot().modules()) {
            var loader = module.getClassLoader();
            if (loader == null || loader.equals(JDK)) packages.addAll(module.getPackages());
        }
        return Set.copyOf(packages);
    }

    private static byte[] pollClass() {
        try (var in = Poll.class.getResourceAsStream("Poll.class")) {
            if (in == null) throw new IllegalStateException("the class file of the poll is missing");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the class file of the poll cannot be read", e);
        }
    }
}
