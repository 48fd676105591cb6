package dev.samovar.java.instrument;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who extends whom, in the customer's code and in the JDK. The customer's classes are read, never loaded.
final class Hierarchy implements ClassHierarchyResolver {
    private record Header(
            @Nullable String superclass, List<String> interfaces, boolean isInterface, Set<String> declares) {}

    private static final Header UNKNOWN = new Header(null, List.of(), false, Set.of());
    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    private final ClassFiles code;
    private final Map<String, Optional<Header>> customers = new ConcurrentHashMap<>();

    Hierarchy(ClassFiles code) {
        this.code = code;
    }

    /// Whether a member that is looked up in `type` is the one that the JDK's `owner` declares: `type` inherits from
    /// `owner`, and no class of the customer's on the way declares the member anew.
    boolean inherits(String type, String owner, String member) {
        return inherits(type, owner, member, new HashSet<>());
    }

    private boolean inherits(String type, String owner, String member, Set<String> seen) {
        if (type.equals(owner)) return true;
        if (!seen.add(type)) return false;
        var header = customer(type);
        if (header.isEmpty()) return inheritsInJdk(type, owner);
        var own = header.get();
        if (own.declares().contains(member)) return false;
        if (own.superclass() != null && inherits(own.superclass(), owner, member, seen)) return true;
        return own.interfaces().stream().anyMatch(each -> inherits(each, owner, member, seen));
    }

    private static boolean inheritsInJdk(String type, String owner) {
        var found = jdk(type);
        var declaring = jdk(owner);
        return found != null && declaring != null && declaring.isAssignableFrom(found);
    }

    @Override
    public @Nullable ClassHierarchyInfo getClassInfo(ClassDesc type) {
        if (!type.isClassOrInterface()) return null;
        var descriptor = type.descriptorString();
        var name = descriptor.substring(1, descriptor.length() - 1);
        var header = customer(name).orElse(null);
        if (header != null) {
            if (header.isInterface()) return ClassHierarchyInfo.ofInterface();
            var above = header.superclass();
            return ClassHierarchyInfo.ofClass(above == null ? null : ClassDesc.ofInternalName(above));
        }
        var loaded = jdk(name);
        if (loaded == null) return null;
        if (loaded.isInterface()) return ClassHierarchyInfo.ofInterface();
        var above = loaded.getSuperclass();
        return ClassHierarchyInfo.ofClass(
                above == null ? null : above.describeConstable().orElse(null));
    }

    private Optional<Header> customer(String name) {
        var known = customers.get(name);
        if (known != null) return known;
        var bytes = code.find(name);
        var read = Optional.ofNullable(bytes).map(Hierarchy::header);
        customers.putIfAbsent(name, read);
        return read;
    }

    private static Header header(byte[] bytes) {
        try {
            var model = ClassFile.of().parse(bytes);
            var declares = new HashSet<String>();
            for (var method : model.methods())
                declares.add(
                        method.methodName().stringValue() + method.methodType().stringValue());
            return new Header(
                    model.superclass().map(s -> s.asInternalName()).orElse(null),
                    model.interfaces().stream().map(i -> i.asInternalName()).toList(),
                    model.flags().has(AccessFlag.INTERFACE),
                    Set.copyOf(declares));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    private static @Nullable Class<?> jdk(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, JDK);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
