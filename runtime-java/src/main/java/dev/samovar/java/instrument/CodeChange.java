package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirect;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Carries out a [CodePlan]. Nothing it inserts leaves a trace on the stack at a branch target; values that
/// must step aside for a moment go to locals behind the method's own.
final class CodeChange implements CodeTransform {
    private static final ClassDesc POLL = ClassDesc.of("dev.samovar.java.guest.Poll");
    private static final ClassDesc REFLECTION = ClassDesc.of(Facades.PACKAGE + "ReflectionCalls");
    private static final ClassDesc METHOD = ClassDesc.of("java.lang.reflect.Method");
    private static final ClassDesc CONSTRUCTOR = ClassDesc.of("java.lang.reflect.Constructor");
    private static final ClassDesc FIELD = ClassDesc.of("java.lang.reflect.Field");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc OBJECTS = OBJECT.arrayType();

    private static final ClassDesc LOADER = ClassDesc.of("java.lang.ClassLoader");
    private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
    private static final MethodTypeDesc DEFINED =
            MethodTypeDesc.of(BYTES, LOADER, BYTES, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final CodePlan plan;
    private final MemberMatch.InClass members;
    private final @Nullable StackMapTableAttribute frames;
    private int index;

    CodeChange(CodePlan plan, MemberMatch.InClass members, @Nullable StackMapTableAttribute frames) {
        this.plan = plan;
        this.members = members;
        this.frames = frames;
    }

    @Override
    public void atStart(CodeBuilder code) {
        if (plan.pollAtEntry()) poll(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (plan.at(index++)) {
            case null -> code.with(element);
            case Change.Poll() -> {
                poll(code);
                code.with(element);
            }
            case Change.Replace(var row) -> code.invokestatic(row.facade(), row.method(), row.type());
            case Change.Adapt(var row) -> {
                adapt(code, row);
                code.with(element);
            }
            case Change.Create(var row, var duplicated) -> create(code, row, duplicated);
            case Change.Show(var row, var isThis) -> {
                code.with(element);
                if (isThis) code.aload(0);
                else code.dup();
                code.invokestatic(row.facade(), row.method(), row.type());
            }
            case Change.Reflect(var kind) -> {
                switch (kind) {
                    case INVOKE -> invoke(code);
                    case NEW_INSTANCE -> newInstance(code);
                    case GET -> get(code);
                }
                code.with(element);
            }
            case Change.Define() -> {
                define(code, (InvokeInstruction) element);
                code.with(element);
            }
            case Change.Handles() -> handles(code, element);
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        if (frames != null) code.with(frames);
    }

    private static void poll(CodeBuilder code) {
        code.invokestatic(POLL, "poll", ConstantDescs.MTD_void);
    }

    private static void adapt(CodeBuilder code, Redirect row) {
        var parameters = MethodTypeDesc.ofDescriptor(row.descriptor()).parameterArray();
        var above = new int[parameters.length];
        for (int i = parameters.length - 1; i > row.argument(); i--) above[i] = store(code, parameters[i]);
        for (int i = row.argument() + 1; i <= row.lastSeen(); i++)
            code.loadLocal(TypeKind.from(parameters[i]), above[i]);
        code.invokestatic(row.facade(), row.method(), row.type());
        for (int i = row.argument() + 1; i < parameters.length; i++)
            code.loadLocal(TypeKind.from(parameters[i]), above[i]);
    }

    private static int store(CodeBuilder code, ClassDesc type) {
        var kind = TypeKind.from(type);
        var slot = code.allocateLocal(kind);
        code.storeLocal(kind, slot);
        return slot;
    }

    private static void create(CodeBuilder code, Redirect row, boolean duplicated) {
        code.invokestatic(row.facade(), row.method(), row.type());
        if (duplicated) code.dup_x2().pop().pop().pop();
        else code.pop2();
    }

    private static void invoke(CodeBuilder code) {
        var arguments = store(code, OBJECTS);
        var receiver = store(code, OBJECT);
        code.dup();
        var method = store(code, METHOD);
        code.invokestatic(REFLECTION, "method", MethodTypeDesc.of(METHOD, METHOD))
                .aload(receiver)
                .aload(method)
                .aload(receiver)
                .aload(arguments)
                .invokestatic(REFLECTION, "arguments", MethodTypeDesc.of(OBJECTS, METHOD, OBJECT, OBJECTS));
    }

    private static void newInstance(CodeBuilder code) {
        var arguments = store(code, OBJECTS);
        code.dup()
                .aload(arguments)
                .invokestatic(REFLECTION, "arguments", MethodTypeDesc.of(OBJECTS, CONSTRUCTOR, OBJECTS));
    }

    private static void get(CodeBuilder code) {
        var target = store(code, OBJECT);
        code.dup();
        var field = store(code, FIELD);
        code.invokestatic(REFLECTION, "field", MethodTypeDesc.of(FIELD, FIELD))
                .aload(field)
                .aload(target)
                .invokestatic(REFLECTION, "target", MethodTypeDesc.of(OBJECT, FIELD, OBJECT));
    }

    /// `…, bytes, offset, length, …` becomes `…, instrumented, 0, its length, …`.
    private static void define(CodeBuilder code, InvokeInstruction call) {
        var parameters = call.typeSymbol().parameterArray();
        var bytes = Arrays.asList(parameters).indexOf(BYTES);
        var slots = new int[parameters.length];
        for (int i = parameters.length - 1; i >= 0; i--) slots[i] = store(code, parameters[i]);
        var loader = store(code, LOADER);
        code.aload(loader);
        for (int i = 0; i < bytes; i++) code.loadLocal(TypeKind.from(parameters[i]), slots[i]);
        code.aload(loader)
                .aload(slots[bytes])
                .iload(slots[bytes + 1])
                .iload(slots[bytes + 2])
                .invokestatic(REFLECTION, "defined", DEFINED)
                .dup()
                .astore(slots[bytes])
                .iconst_0()
                .aload(slots[bytes])
                .arraylength();
        for (int i = bytes + 3; i < parameters.length; i++) code.loadLocal(TypeKind.from(parameters[i]), slots[i]);
    }

    private void handles(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeDynamicInstruction dynamic -> {
                var call = dynamic.invokedynamic();
                var pool = code.constantPool();
                var arguments = call.bootstrap().arguments().stream()
                        .map(argument -> led(code, argument))
                        .toList();
                var bootstrap = pool.bsmEntry(call.bootstrap().bootstrapMethod(), arguments);
                code.invokedynamic(pool.invokeDynamicEntry(bootstrap, call.nameAndType()));
            }
            case LoadConstantInstruction constant -> code.ldc(led(code, constant.constantEntry()));
            default -> throw new IllegalStateException("no method handle in " + element);
        }
    }

    private LoadableConstantEntry led(CodeBuilder code, LoadableConstantEntry constant) {
        if (!(constant instanceof MethodHandleEntry handle)) return constant;
        var row = members.match(handle).orElse(null);
        if (row == null) return constant;
        var pool = code.constantPool();
        var target = pool.methodRefEntry(row.facade(), row.whole(), row.wholeType());
        return pool.methodHandleEntry(MethodHandleInfo.REF_invokeStatic, target);
    }
}
