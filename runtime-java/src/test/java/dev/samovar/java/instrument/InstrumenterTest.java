package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstrumenterTest {
    private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
    private static final MethodTypeDesc INT = MethodTypeDesc.of(ConstantDescs.CD_int);

    @TempDir
    Path directory;

    private final Instrumenter instrumenter = Instrumenter.alone();

    @Test
    void returnsTheVeryBytesWhenNothingChanges() throws Exception {
        var original = compiled("public record Point(int x, int y) { int sum() { return x + y; } }", "Point");
        var straight = compiled("public interface Shape { int AREA = 1; }", "Shape");
        assertThat(instrumenter.instrument(straight).bytes()).isSameAs(straight);
        assertThat(instrumenter.instrument(original).notKillable()).isEmpty();
    }

    @Test
    void leavesConstructorsAloneThatCallNothing() throws Exception {
        var original = compiled("public class Leaf { int x = 7; }", "Leaf");
        assertThat(instrumenter.instrument(original).bytes()).isSameAs(original);
    }

    /// The JDK may call it in a loop of its own, as a stream does with a lambda.
    @Test
    void pollsMethodsThatCallNothing() throws Exception {
        var original = compiled("public class Leaf { int x; int get() { return x > 0 ? x : -x; } }", "Leaf");
        assertThat(instrumenter.instrument(original).bytes()).isNotEqualTo(original);
    }

    @Test
    void linesVariablesAndEveryAttributeSurvive() throws Exception {
        var source = """
            import java.util.*;
            @Deprecated
            public sealed class Rich<T extends Comparable<T>> permits Rich.Sub {
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @java.lang.annotation.Target({java.lang.annotation.ElementType.TYPE_USE, java.lang.annotation.ElementType.PARAMETER}) @interface Mark {}
                @Deprecated private List<@Mark String> field = new ArrayList<>();
                record Pair(@Mark int left, String right) {}
                static final class Sub extends Rich<String> {}
                int loop(List<? extends T> values, final int limit) throws java.io.IOException {
                    int total = 0;
                    for (T value : values) {
                        @Mark String text = (@Mark String) value.toString();
                        try {
                            total += text.length();
                        } catch (RuntimeException problem) {
                            total--;
                        }
                        Runnable r = () -> System.out.println(text);
                        r.run();
                    }
                    return total > limit ? limit : total;
                }
            }
            """;
        var classes = Sources.compile(directory, source);
        for (var name : List.of("Rich", "Rich$Pair", "Rich$Sub")) {
            var original = Files.readAllBytes(classes.resolve(name + ".class"));
            var before = ClassFile.of().parse(original);
            var after = ClassFile.of().parse(instrumenter.instrument(original).bytes());
            assertThat(attributes(after)).isEqualTo(attributes(before));
            for (int i = 0; i < before.methods().size(); i++)
                assertThat(debug(after.methods().get(i)))
                        .isEqualTo(debug(before.methods().get(i)));
        }
    }

    @Test
    void oldCodeWithSubroutinesStillRuns() throws Exception {
        var old = subroutine();
        Files.createDirectories(directory.resolve("classes"));
        Files.write(directory.resolve("classes/Old.class"), old);
        try (var guests = Guests.over(directory, List.of(directory.resolve("classes")))) {
            assertThat(guests.call("Old", "run")).isEqualTo(7);
            assertThat(polls(guests.code.find("Old").orElseThrow().bytes(), "run"))
                    .isEqualTo(1);
            assertThat(guests.code.notKillable()).isEmpty();
        }
    }

    @Test
    void aMethodThatGrowsTooFarKeepsItsLoopPollsAndSaysSo() {
        var result = instrumenter.instrument(huge(65_534, 0, 0));
        assertThat(result.notKillable()).contains("too large for polls at method entries");
        var tighter = instrumenter.instrument(huge(65_510, 12, 9));
        assertThat(tighter.notKillable()).contains("too large for polls");
        assertThat(polls(tighter.bytes(), "huge")).isZero();
    }

    @Test
    void jumpsThatBecomeTooLongAreRewritten() {
        var result = instrumenter.instrument(huge(32_760, 12, 4));
        assertThat(result.notKillable()).isEmpty();
        assertThat(polls(result.bytes(), "huge")).isGreaterThan(10);
        assertThat(ClassFile.of().verify(result.bytes())).isEmpty();
    }

    @Test
    void whatIsNoClassFileIsPassedOn() {
        var bytes = new byte[] {1, 2, 3};
        var result = instrumenter.instrument(bytes);
        assertThat(result.bytes()).isSameAs(bytes);
        assertThat(result.notKillable()).isPresent();
    }

    /// A method of so many bytes, with a call, and loops over its whole length whose jumps take so many bytes.
    private static byte[] huge(int size, int loops, int jump) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Huge"),
                        type -> type.withFlags(ClassFile.ACC_PUBLIC)
                                .withMethodBody(
                                        "huge",
                                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int),
                                        PUBLIC_STATIC,
                                        code -> {
                                            var top = code.newBoundLabel();
                                            code.invokestatic(
                                                    ClassDesc.of("java.lang.Thread"), "yield", ConstantDescs.MTD_void);
                                            for (int i = 0; i < size - 4 - loops * jump; i++) code.nop();
                                            for (int i = 0; i < loops; i++)
                                                code.iload(0).ifne(top);
                                            code.return_();
                                        }));
    }

    /// `jsr` to a subroutine that adds three to local 0, twice.
    private static byte[] subroutine() {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Old"),
                        type -> type.withVersion(46, 0)
                                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                                .withMethodBody("run", INT, PUBLIC_STATIC, code -> {
                                    Label subroutine = code.newLabel();
                                    Label end = code.newLabel();
                                    code.iconst_1().istore(0);
                                    code.with(DiscontinuedInstruction.JsrInstruction.of(subroutine));
                                    code.with(DiscontinuedInstruction.JsrInstruction.of(subroutine));
                                    code.goto_(end);
                                    code.labelBinding(subroutine);
                                    code.astore(1).iinc(0, 3);
                                    code.with(DiscontinuedInstruction.RetInstruction.of(1));
                                    code.labelBinding(end);
                                    code.invokestatic(
                                            ClassDesc.of("java.lang.System"),
                                            "lineSeparator",
                                            MethodTypeDesc.of(ConstantDescs.CD_String));
                                    code.pop().iload(0).ireturn();
                                }));
    }

    private byte[] compiled(String source, String name) throws Exception {
        return Files.readAllBytes(Sources.compile(directory, source).resolve(name + ".class"));
    }

    private static long polls(byte[] bytes, String method) {
        return ClassFile.of().parse(bytes).methods().stream()
                .filter(m -> m.methodName().equalsString(method))
                .flatMap(m -> m.code().orElseThrow().elementStream())
                .filter(e -> e instanceof InvokeInstruction call && call.name().equalsString("poll"))
                .count();
    }

    private static String attributes(ClassModel model) {
        var own = model.attributes().stream()
                .map(a -> a.attributeName().stringValue())
                .sorted()
                .toList();
        var members = model.methods().stream()
                .map(m -> m.methodName().stringValue()
                        + m.attributes().stream()
                                .map(a -> a.attributeName().stringValue())
                                .sorted()
                                .toList())
                .toList();
        var fields = model.fields().stream()
                .map(f -> f.fieldName().stringValue()
                        + f.attributes().stream()
                                .map(a -> a.attributeName().stringValue())
                                .sorted()
                                .toList())
                .toList();
        return own + "\n" + members + "\n" + fields;
    }

    /// The lines in their order, the variables with the lines between which they live, and the code's attributes.
    private static String debug(MethodModel method) {
        if (!(method.code().orElse(null) instanceof CodeAttribute code)) return "";
        var lines =
                code.findAttribute(Attributes.lineNumberTable()).orElseThrow().lineNumbers();
        var variables = code.findAttribute(Attributes.localVariableTable()).stream()
                .flatMap(table -> table.localVariables().stream())
                .map(v -> v.name().stringValue() + v.type().stringValue() + v.slot() + "@" + line(lines, v.startPc())
                        + "-" + line(lines, v.startPc() + v.length() - 1))
                .sorted()
                .collect(Collectors.joining(","));
        var kinds = code.attributes().stream()
                .map(a -> a.attributeName().stringValue())
                .sorted()
                .toList();
        return method.methodName() + " "
                + lines.stream().map(LineNumberInfo::lineNumber).toList() + variables + kinds;
    }

    private static int line(List<LineNumberInfo> lines, int pc) {
        int line = 0;
        for (var each : lines) if (each.startPc() <= pc) line = each.lineNumber();
        return line;
    }
}
