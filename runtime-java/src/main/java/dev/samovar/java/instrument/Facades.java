package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirect;
import dev.samovar.java.guest.Redirects;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes the facades: for every `…Calls` class one that has the same methods without the guest, and
/// adds its own.
///
/// Each environment defines them anew, when its code first needs them. In a facade the guest is a constant,
/// found through the class loader that defined it.
final class Facades {
    static final String PACKAGE = "dev.samovar.java.guest.here.";

    private static final ClassDesc GUEST = ClassDesc.of("dev.samovar.java.guest.Guest");
    private static final ClassDesc HOME = ClassDesc.of("dev.samovar.java.guest.Home");
    private static final MethodTypeDesc GUEST_OF = MethodTypeDesc.of(GUEST, ConstantDescs.CD_Class);
    private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
    private static final ConcurrentHashMap<String, byte[]> MADE = new ConcurrentHashMap<>();

    private Facades() {}

    /// The class file of a facade, or null when there is none of this name.
    static byte @Nullable [] find(String className) {
        var holder = className.substring(PACKAGE.length());
        if (Redirects.table().holder(holder) == null) return null;
        return MADE.computeIfAbsent(holder, Facades::write);
    }

    private static byte[] write(String holder) {
        var facade = ClassDesc.of(PACKAGE + holder);
        var target = ClassDesc.of("dev.samovar.java.guest." + holder);
        return ClassFile.of().build(facade, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
            type.withField("GUEST", GUEST, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            type.withMethodBody(
                    "<clinit>",
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_STATIC,
                    code -> code.ldc(facade)
                            .invokestatic(HOME, "guestOf", GUEST_OF, true)
                            .putstatic(facade, "GUEST", GUEST)
                            .return_());
            var contents = Redirects.table().holder(holder);
            if (contents == null) throw new IllegalStateException(holder);
            for (var method : contents.methods()) forward(type, facade, target, method);
            for (var row : contents.rows()) if (row.adapts()) whole(type, facade, row);
        });
    }

    private static void forward(ClassBuilder type, ClassDesc facade, ClassDesc target, Redirects.Method method) {
        type.withMethodBody(method.name(), method.type(), PUBLIC_STATIC, code -> {
            code.getstatic(facade, "GUEST", GUEST);
            for (int i = 0; i < method.type().parameterCount(); i++) loadParameter(code, method.type(), i);
            code.invokestatic(target, method.name(), method.type().insertParameterTypes(0, GUEST));
            code.return_(TypeKind.from(method.type().returnType()));
        });
    }

    /// The member itself with its one argument changed; made here, it has this environment's loader
    /// for its caller.
    private static void whole(ClassBuilder type, ClassDesc facade, Redirect row) {
        var owner = ClassDesc.ofInternalName(row.owner());
        var original = MethodTypeDesc.ofDescriptor(row.descriptor());
        var wholeType = row.wholeType();
        var receivers = wholeType.parameterCount() - original.parameterCount();
        type.withMethodBody(row.whole(), wholeType, PUBLIC_STATIC, code -> {
            if (row.member().equals("<init>")) code.new_(owner).dup();
            for (int i = 0; i < wholeType.parameterCount(); i++) {
                loadParameter(code, wholeType, i);
                if (i != row.argument() + receivers) continue;
                for (int seen = row.argument() + 1; seen <= row.lastSeen(); seen++)
                    loadParameter(code, wholeType, seen + receivers);
                code.invokestatic(facade, row.method(), row.type());
            }
            switch (row.site()) {
                case NEW -> code.invokespecial(owner, "<init>", original);
                case STATIC -> code.invokestatic(owner, row.member(), original);
                case VIRTUAL -> code.invokevirtual(owner, row.member(), original);
                case SUPER, READ, CONSTRUCTED -> throw new IllegalStateException(row + " cannot adapt an argument");
            }
            code.return_(TypeKind.from(wholeType.returnType()));
        });
    }

    private static void loadParameter(CodeBuilder code, MethodTypeDesc type, int index) {
        code.loadLocal(TypeKind.from(type.parameterType(index)), code.parameterSlot(index));
    }
}
