package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirect;
import dev.samovar.java.guest.Redirects;
import dev.samovar.java.guest.Site;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.invoke.MethodHandleInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which row of the table a reference in a class file means, if any.
final class MemberMatch {
    private static final Map<String, String> DEFINITIONS = Map.of(
            "([BII)Ljava/lang/Class;",
            "java/lang/ClassLoader",
            "(Ljava/lang/String;[BII)Ljava/lang/Class;",
            "java/lang/ClassLoader",
            "(Ljava/lang/String;[BIILjava/security/ProtectionDomain;)Ljava/lang/Class;",
            "java/lang/ClassLoader",
            "(Ljava/lang/String;[BIILjava/security/CodeSource;)Ljava/lang/Class;",
            "java/security/SecureClassLoader");

    private final Redirects table;
    private final Hierarchy hierarchy;

    MemberMatch(Redirects table, Hierarchy hierarchy) {
        this.table = table;
        this.hierarchy = hierarchy;
    }

    /// The matches within one class, each looked up once.
    InClass in(ClassModel model) {
        return new InClass(model.superclass().map(s -> s.asInternalName()).orElse(""));
    }

    final class InClass {
        private final String superclass;
        private final Map<Key, Optional<Redirect>> known = new HashMap<>();

        private record Key(int entry, Site site) {}

        InClass(String superclass) {
            this.superclass = superclass;
        }

        Optional<Redirect> match(MemberRefEntry reference, Site site) {
            return known.computeIfAbsent(new Key(reference.index(), site), _ -> find(reference, site));
        }

        /// Whether a constructor call that belongs to no `new` is the call of `super(…)`.
        boolean isSuperclass(String owner) {
            return superclass.equals(owner);
        }

        /// Whether a call defines a class from an array, an offset and a length.
        boolean definesClass(MemberRefEntry method) {
            if (!method.name().equalsString("defineClass")) return false;
            var type = method.type().stringValue();
            var declaring = DEFINITIONS.get(type);
            return declaring != null
                    && hierarchy.inherits(method.owner().asInternalName(), declaring, "defineClass" + type);
        }

        Optional<Redirect> match(MethodHandleEntry handle) {
            return switch (handle.kind()) {
                case MethodHandleInfo.REF_invokeStatic -> match(handle.reference(), Site.STATIC);
                case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeInterface ->
                    match(handle.reference(), Site.VIRTUAL);
                case MethodHandleInfo.REF_newInvokeSpecial -> match(handle.reference(), Site.NEW);
                default -> Optional.empty();
            };
        }

        private Optional<Redirect> find(MemberRefEntry reference, Site site) {
            var owner = reference.owner().asInternalName();
            var member = reference.name().stringValue();
            var type = reference.type().stringValue();
            if (site == Site.CONSTRUCTED)
                return table.constructed().stream()
                        .filter(row -> row.owner().equals(owner))
                        .findFirst();
            for (var row : table.named(member, type)) {
                if (row.site() != site) continue;
                if (row.owner().equals(owner)) return Optional.of(row);
                if (inherited(site) && hierarchy.inherits(owner, row.owner(), member + type)) return Optional.of(row);
            }
            return Optional.empty();
        }

        private static boolean inherited(Site site) {
            return switch (site) {
                case STATIC, VIRTUAL, SUPER -> true;
                case NEW, READ, CONSTRUCTED -> false;
            };
        }
    }
}
