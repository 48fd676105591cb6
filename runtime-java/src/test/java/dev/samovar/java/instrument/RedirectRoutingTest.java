package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.java.guest.Redirect;
import dev.samovar.java.guest.Redirects;
import dev.samovar.java.guest.ReflectionCalls;
import dev.samovar.java.guest.Site;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of the table is reached by all the roads that lead to a member: the call itself, a method handle in the
/// constant pool (which is what a method reference compiles to), a `Method`, and a look-up.
final class RedirectRoutingTest {
    private static final ClassDesc PROBE = ClassDesc.of("Probe");
    private static final List<Redirect> ROWS = Redirects.table().rows();
    private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

    private static final MethodTypeDesc LOOKUP = MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);

    @TempDir
    static Path directory;

    private static Guests guests;
    private static Class<?> probe;

    @BeforeAll
    static void defineAClassThatUsesEveryRow() throws Exception {
        var classes = Files.createDirectories(directory.resolve("classes"));
        Files.write(classes.resolve("Probe.class"), ClassFile.of().build(PROBE, RedirectRoutingTest::useEveryRow));
        guests = Guests.over(directory, List.of(classes));
        probe = guests.loader.loadClass("Probe");
    }

    @AfterAll
    static void end() throws Exception {
        guests.close();
    }

    static Stream<Arguments> replaced() {
        return rows(row -> row.site() != Site.CONSTRUCTED && row.site() != Site.SUPER);
    }

    static Stream<Arguments> referable() {
        return rows(row -> switch (row.site()) {
            case STATIC, VIRTUAL, NEW -> true;
            case SUPER, READ, CONSTRUCTED -> false;
        });
    }

    static Stream<Arguments> methods() {
        return rows(row -> row.site() == Site.STATIC || row.site() == Site.VIRTUAL);
    }

    private static Stream<Arguments> rows(java.util.function.Predicate<Redirect> wanted) {
        return IntStream.range(0, ROWS.size())
                .filter(i -> wanted.test(ROWS.get(i)))
                .mapToObj(i -> Arguments.of(i, ROWS.get(i)));
    }

    @ParameterizedTest
    @MethodSource("replaced")
    void aCallReachesTheFacade(int index, Redirect row) throws Exception {
        var called = false;
        for (var element : instrumented("call" + index).code().orElseThrow()) {
            if (element instanceof FieldInstruction) throw new AssertionError(row + " is still read");
            if (!(element instanceof InvokeInstruction call)) continue;
            if (call.owner().asSymbol().equals(row.facade())) called = true;
            else if (!row.adapts() && !call.owner().asInternalName().endsWith("/Poll"))
                throw new AssertionError(row + " still calls " + call);
        }
        assertThat(called).isTrue();
    }

    @ParameterizedTest
    @MethodSource("referable")
    void aMethodReferenceReachesTheFacade(int index, Redirect row) throws Exception {
        var led = instrumented("handle" + index)
                .code()
                .orElseThrow()
                .elementStream()
                .filter(LoadConstantInstruction.class::isInstance)
                .map(element -> ((LoadConstantInstruction) element).constantEntry())
                .map(MethodHandleEntry.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(led.reference().owner().asSymbol()).isEqualTo(row.facade());
        var resolved = (MethodHandle) probe.getMethod("handle" + index).invoke(null);
        assertThat(resolved.type().parameterCount()).isEqualTo(row.wholeType().parameterCount());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aReflectedMethodIsExchangedForTheFacades(int index, Redirect row) throws Exception {
        var exchanged = ReflectionCalls.method(guests.guest, original(row));
        assertThat(exchanged.getDeclaringClass().getClassLoader()).isSameAs(guests.loader);
        assertThat(exchanged.getName()).isEqualTo(row.whole());
    }

    @ParameterizedTest
    @MethodSource("referable")
    void aLookedUpHandleIsExchangedForTheFacades(int index, Redirect row) throws Exception {
        var lookup = (MethodHandles.Lookup) probe.getMethod("lookup").invoke(null);
        var owner = Class.forName(row.owner().replace('/', '.'));
        var type = MethodTypeDesc.ofDescriptor(row.descriptor()).resolveConstantDesc(MethodHandles.lookup());
        var handle = switch (row.site()) {
            case STATIC -> ReflectionCalls.findStatic(guests.guest, lookup, owner, row.member(), type);
            case VIRTUAL -> ReflectionCalls.findVirtual(guests.guest, lookup, owner, row.member(), type);
            default -> ReflectionCalls.findConstructor(guests.guest, lookup, owner, type);
        };
        var revealed = MethodHandles.lookup().revealDirect(handle);
        assertThat(revealed.getDeclaringClass().getClassLoader()).isSameAs(guests.loader);
    }

    private static MethodModel instrumented(String method) {
        var bytes = guests.code.find("Probe").orElseThrow().bytes();
        return ClassFile.of().parse(bytes).methods().stream()
                .filter(each -> each.methodName().equalsString(method))
                .findFirst()
                .orElseThrow();
    }

    private static Method original(Redirect row) throws ReflectiveOperationException {
        var types = MethodTypeDesc.ofDescriptor(row.descriptor()).resolveConstantDesc(MethodHandles.lookup());
        return Class.forName(row.owner().replace('/', '.')).getDeclaredMethod(row.member(), types.parameterArray());
    }

    private static void useEveryRow(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER);
        type.withMethodBody(
                "lookup",
                LOOKUP,
                PUBLIC_STATIC,
                code -> code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", LOOKUP)
                        .areturn());
        for (int i = 0; i < ROWS.size(); i++) {
            var row = ROWS.get(i);
            if (row.site() == Site.CONSTRUCTED) continue;
            if (row.site() == Site.SUPER) continue;
            type.withMethodBody("call" + i, row.wholeType(), PUBLIC_STATIC, code -> call(code, row));
            if (row.site() == Site.READ) continue;
            type.withMethodBody(
                    "handle" + i,
                    MethodTypeDesc.of(ConstantDescs.CD_MethodHandle),
                    PUBLIC_STATIC,
                    code -> code.ldc(handle(row)).areturn());
        }
    }

    private static void call(CodeBuilder code, Redirect row) {
        var owner = ClassDesc.ofInternalName(row.owner());
        if (row.site() == Site.NEW) code.new_(owner).dup();
        for (int i = 0; i < row.wholeType().parameterCount(); i++)
            code.loadLocal(TypeKind.from(row.wholeType().parameterType(i)), code.parameterSlot(i));
        switch (row.site()) {
            case READ -> code.getstatic(owner, row.member(), ClassDesc.ofDescriptor(row.descriptor()));
            case NEW -> code.invokespecial(owner, "<init>", MethodTypeDesc.ofDescriptor(row.descriptor()));
            case STATIC ->
                code.invokestatic(owner, row.member(), MethodTypeDesc.ofDescriptor(row.descriptor()), isInterface(row));
            case VIRTUAL -> {
                if (isInterface(row))
                    code.invokeinterface(owner, row.member(), MethodTypeDesc.ofDescriptor(row.descriptor()));
                else code.invokevirtual(owner, row.member(), MethodTypeDesc.ofDescriptor(row.descriptor()));
            }
            case SUPER, CONSTRUCTED -> throw new IllegalStateException();
        }
        code.return_(TypeKind.from(row.wholeType().returnType()));
    }

    private static MethodHandleDesc handle(Redirect row) {
        var kind = switch (row.site()) {
            case STATIC -> isInterface(row) ? Kind.INTERFACE_STATIC : Kind.STATIC;
            case VIRTUAL -> isInterface(row) ? Kind.INTERFACE_VIRTUAL : Kind.VIRTUAL;
            default -> Kind.CONSTRUCTOR;
        };
        return MethodHandleDesc.of(kind, ClassDesc.ofInternalName(row.owner()), row.member(), row.descriptor());
    }

    private static boolean isInterface(Redirect row) {
        try {
            return Class.forName(row.owner().replace('/', '.')).isInterface();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
