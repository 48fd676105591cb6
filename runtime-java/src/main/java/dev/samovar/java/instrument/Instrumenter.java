package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirects;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes class files: puts a poll at every method entry and loop back-edge, and leads the members in the
/// table of [Redirects] to the environment's facades. Safe for use by many threads.
///
/// Both changes leave the operand stack and the locals of every branch target as they were, so the stack map
/// frames of the original are carried over rather than computed. A method that grows so far that its jumps
/// must be rewritten gets new frames; one that would outgrow 64 KB gets fewer polls, or none. Nothing here
/// fails a class: what cannot be changed is passed as it is, with the reason.
public final class Instrumenter {
    /// What is put into a class, from all to least; tried in this order until one fits.
    enum Effort {
        ALL(""),
        ALL_WITH_NEW_FRAMES(""),
        LOOPS_ONLY("too large for polls at method entries"),
        REDIRECTS_ONLY("too large for polls");

        private final String loss;

        Effort(String loss) {
            this.loss = loss;
        }
    }

    private final Hierarchy hierarchy;
    private final ClassFile carryingFrames;
    private final ClassFile newFrames;
    private final MemberMatch matches;

    /// @param code finds the class files of the code that is instrumented, by internal name; may be asked
    /// by many threads
    Instrumenter(ClassFiles code) {
        hierarchy = new Hierarchy(code);
        matches = new MemberMatch(Redirects.table(), hierarchy);
        carryingFrames = ClassFile.of(
                ClassFile.StackMapsOption.DROP_STACK_MAPS,
                ClassFile.DeadCodeOption.KEEP_DEAD_CODE,
                ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);
        newFrames = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /// An instrumenter for a single class, or for classes that need no others to be understood.
    public static Instrumenter alone() {
        return new Instrumenter(_ -> null);
    }

    public Instrumented instrument(byte[] original) {
        Exception reason = null;
        for (var effort : Effort.values()) {
            try {
                var changed = attempt(original, effort);
                var loss = effort.loss.isEmpty() ? Optional.<String>empty() : Optional.of(effort.loss);
                return new Instrumented(changed == null ? original : changed, loss);
            } catch (RuntimeException e) {
                reason = e;
            }
        }
        return new Instrumented(original, Optional.of("not understood: " + reason));
    }

    private byte @Nullable [] attempt(byte[] original, Effort effort) {
        var classFile = effort == Effort.ALL ? carryingFrames : newFrames;
        var model = classFile.parse(original);
        var change = new ClassChange(effort, model);
        var changed = classFile.transformClass(model, change::accept);
        return change.changed ? changed : null;
    }

    private final class ClassChange {
        private final Effort effort;
        private final MemberMatch.InClass members;
        private boolean changed;

        ClassChange(Effort effort, ClassModel model) {
            this.effort = effort;
            members = matches.in(model);
        }

        void accept(ClassBuilder type, ClassElement element) {
            if (!(element instanceof MethodModel method)
                    || !(method.code().orElse(null) instanceof CodeAttribute code)) {
                type.with(element);
                return;
            }
            var plan = CodePlan.of(method, code, members, effort);
            if (plan.isEmpty()) {
                type.with(method);
                return;
            }
            changed = true;
            type.transformMethod(method, (builder, part) -> {
                if (part instanceof CodeModel body)
                    builder.transformCode(body, new CodeChange(plan, members, frames(code)));
                else builder.with(part);
            });
        }

        private @Nullable StackMapTableAttribute frames(CodeAttribute code) {
            if (effort != Effort.ALL) return null;
            return code.findAttribute(Attributes.stackMapTable())
                    .map(table -> StackMapTableAttribute.of(table.entries()))
                    .orElse(null);
        }
    }
}
