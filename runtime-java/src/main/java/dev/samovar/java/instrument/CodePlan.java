package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirect;
import dev.samovar.java.guest.Site;
import dev.samovar.java.instrument.Change.Reflective;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction.JsrInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What will happen to the code of one method, decided in one reading of it.
///
/// A poll stands at every jump backwards, before the jump: a poll at the loop's head would often lie inside
/// the very `try` that swallows what it throws. It also stands at the entry of methods, for recursion, and
/// because the JDK may call a method in a loop of its own; bridge methods and constructors that call nothing
/// but `Object`'s are left alone.
final class CodePlan {
    private final boolean pollAtEntry;
    private final Map<Integer, Change> changes;

    private CodePlan(boolean pollAtEntry, Map<Integer, Change> changes) {
        this.pollAtEntry = pollAtEntry;
        this.changes = changes;
    }

    static CodePlan of(
            MethodModel method, CodeAttribute code, MemberMatch.InClass members, Instrumenter.Effort effort) {
        var reader = new Reader(code, members, effort != Instrumenter.Effort.REDIRECTS_ONLY);
        int index = 0;
        for (var element : code) reader.read(index++, element);
        var entry = (reader.calls || !isInitializer(method))
                && effort != Instrumenter.Effort.LOOPS_ONLY
                && effort != Instrumenter.Effort.REDIRECTS_ONLY
                && !method.flags().has(AccessFlag.BRIDGE);
        return new CodePlan(entry, reader.changes);
    }

    private static boolean isInitializer(MethodModel method) {
        return method.methodName().stringValue().startsWith("<");
    }

    boolean isEmpty() {
        return !pollAtEntry && changes.isEmpty();
    }

    boolean pollAtEntry() {
        return pollAtEntry;
    }

    /// The change for the element at this place in the code, or null.
    @Nullable
    Change at(int index) {
        return changes.get(index);
    }

    private static final class Reader {
        private final CodeAttribute code;
        private final MemberMatch.InClass members;
        private final boolean polls;
        private final Map<Integer, Change> changes = new HashMap<>();
        private final Deque<Created> created = new ArrayDeque<>();
        private int position;
        private boolean calls;
        private boolean afterNew;

        Reader(CodeAttribute code, MemberMatch.InClass members, boolean polls) {
            this.code = code;
            this.members = members;
            this.polls = polls;
        }

        void read(int index, CodeElement element) {
            if (!(element instanceof Instruction instruction)) return;
            var change = change(instruction);
            if (change != null) changes.put(index, change);
            position += instruction.sizeInBytes();
        }

        private @Nullable Change change(Instruction instruction) {
            if (afterNew) noteDuplicate(instruction);
            return switch (instruction) {
                case BranchInstruction branch -> poll(isBackward(branch.target()));
                case JsrInstruction jsr -> poll(isBackward(jsr.target()));
                case TableSwitchInstruction table ->
                    poll(isBackward(table.defaultTarget())
                            || table.cases().stream().anyMatch(c -> isBackward(c.target())));
                case LookupSwitchInstruction lookup ->
                    poll(isBackward(lookup.defaultTarget())
                            || lookup.cases().stream().anyMatch(c -> isBackward(c.target())));
                case NewObjectInstruction made -> {
                    created.push(new Created(made.className().asInternalName()));
                    afterNew = true;
                    yield null;
                }
                case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> replace(field);
                case InvokeInstruction call when call.name().equalsString("<init>") -> construction(call);
                case InvokeInstruction call -> {
                    calls = true;
                    yield call(call);
                }
                case InvokeDynamicInstruction dynamic -> {
                    calls = true;
                    yield anyHandle(dynamic.invokedynamic().bootstrap().arguments()) ? new Change.Handles() : null;
                }
                case LoadConstantInstruction constant ->
                    anyHandle(List.of(constant.constantEntry())) ? new Change.Handles() : null;
                default -> null;
            };
        }

        private @Nullable Change poll(boolean backward) {
            return backward && polls ? new Change.Poll() : null;
        }

        private boolean isBackward(Label target) {
            return code.labelToBci(target) <= position;
        }

        private @Nullable Change replace(FieldInstruction field) {
            return members.match(field.field(), Site.READ)
                    .map(Change.Replace::new)
                    .orElse(null);
        }

        private @Nullable Change call(InvokeInstruction call) {
            var reflective = reflective(call);
            if (reflective != null) return new Change.Reflect(reflective);
            if (call.opcode() != Opcode.INVOKESTATIC && members.definesClass(call.method())) return new Change.Define();
            var site = switch (call.opcode()) {
                case INVOKESTATIC -> Site.STATIC;
                case INVOKESPECIAL -> Site.SUPER;
                default -> Site.VIRTUAL;
            };
            return members.match(call.method(), site).map(Reader::whole).orElse(null);
        }

        private static Change whole(Redirect row) {
            return row.adapts() ? new Change.Adapt(row) : new Change.Replace(row);
        }

        private static @Nullable Reflective reflective(InvokeInstruction call) {
            return switch (call.owner().asInternalName()) {
                case "java/lang/reflect/Method" -> call.name().equalsString("invoke") ? Reflective.INVOKE : null;
                case "java/lang/reflect/Constructor" ->
                    call.name().equalsString("newInstance") ? Reflective.NEW_INSTANCE : null;
                case "java/lang/reflect/Field" -> call.name().equalsString("get") ? Reflective.GET : null;
                default -> null;
            };
        }

        private @Nullable Change construction(InvokeInstruction call) {
            var owner = call.owner().asInternalName();
            var made = !created.isEmpty() && created.peek().type.equals(owner) ? created.pop() : null;
            if (!owner.equals("java/lang/Object")) calls = true;
            var shown = members.match(call.method(), Site.CONSTRUCTED);
            if (shown.isPresent()) return show(shown.get(), owner, made);
            Optional<Redirect> row = members.match(call.method(), Site.NEW);
            if (row.isEmpty()) return null;
            if (row.get().adapts()) return new Change.Adapt(row.get());
            return made == null || made.use == Use.ODD ? null : new Change.Create(row.get(), made.use == Use.KEPT);
        }

        private @Nullable Change show(Redirect row, String owner, @Nullable Created made) {
            if (made != null) return made.use == Use.KEPT ? new Change.Show(row, false) : null;
            return members.isSuperclass(owner) ? new Change.Show(row, true) : null;
        }

        /// Compilers write `new, dup` where the object is used and `new` alone where it is not; anything else
        /// between the two is a shape in which the stack below the arguments is not known.
        private void noteDuplicate(Instruction next) {
            afterNew = false;
            if (next instanceof StackInstruction stack && !created.isEmpty())
                created.peek().use = stack.opcode() == Opcode.DUP ? Use.KEPT : Use.ODD;
        }

        private boolean anyHandle(List<? extends LoadableConstantEntry> constants) {
            for (var constant : constants)
                if (constant instanceof MethodHandleEntry handle
                        && members.match(handle).isPresent()) return true;
            return false;
        }
    }

    private enum Use {
        DROPPED,
        KEPT,
        ODD
    }

    private static final class Created {
        private final String type;
        private Use use = Use.DROPPED;

        Created(String type) {
            this.type = type;
        }
    }
}
