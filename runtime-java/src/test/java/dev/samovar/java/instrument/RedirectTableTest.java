package dev.samovar.java.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.java.guest.Redirect;
import dev.samovar.java.guest.Redirects;
import dev.samovar.java.guest.Site;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RedirectTableTest {
    static Stream<Redirect> rows() {
        return Redirects.table().rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowStandsInForAMemberOfTheJdk(Redirect row) throws ReflectiveOperationException {
        var owner = Class.forName(row.owner().replace('/', '.'));
        switch (row.site()) {
            case READ -> {
                var field = owner.getField(row.member());
                assertThat(Modifier.isStatic(field.getModifiers())).isTrue();
                assertThat(field.getType().descriptorString()).isEqualTo(row.descriptor());
            }
            case CONSTRUCTED -> assertThat(owner.getConstructors()).isNotEmpty();
            case NEW -> assertThat(owner.getConstructor(parameters(row))).isNotNull();
            case STATIC, VIRTUAL, SUPER -> {
                var method = owner.getDeclaredMethod(row.member(), parameters(row));
                assertThat(Modifier.isStatic(method.getModifiers())).isEqualTo(row.site() == Site.STATIC);
                assertThat(method.getReturnType().descriptorString())
                        .isEqualTo(MethodTypeDesc.ofDescriptor(row.descriptor())
                                .returnType()
                                .descriptorString());
            }
        }
    }

    @Test
    void noMemberIsListedTwice() {
        var seen = new HashSet<String>();
        assertThat(rows())
                .allSatisfy(row -> assertThat(seen.add(row.site() + row.owner() + row.member() + row.descriptor()))
                        .as(row.toString())
                        .isTrue());
    }

    private static Class<?>[] parameters(Redirect row) throws ReflectiveOperationException {
        var types = MethodTypeDesc.ofDescriptor(row.descriptor()).parameterArray();
        var found = new Class<?>[types.length];
        for (int i = 0; i < types.length; i++) found[i] = resolve(types[i]);
        return found;
    }

    private static Class<?> resolve(ClassDesc type) throws ReflectiveOperationException {
        return type.resolveConstantDesc(MethodHandles.lookup());
    }
}
