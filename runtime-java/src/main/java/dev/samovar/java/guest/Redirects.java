package dev.samovar.java.guest;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of process-wide things that are led elsewhere, read from the annotations of the `…Calls` classes.
///
/// It is read from their class files, so that building it loads none of the classes they mention.
public final class Redirects {
    private static final String PACKAGE = "dev.samovar.java.guest.";
    private static final ClassDesc GUEST = ClassDesc.of(PACKAGE + "Guest");
    private static final List<String> HOLDERS = List.of(
            "PropertyCalls",
            "MachineCalls",
            "StreamCalls",
            "TimeCalls",
            "LocaleCalls",
            "FileCalls",
            "FileChangeCalls",
            "ProcessCalls",
            "ThreadCalls",
            "FutureCalls",
            "LogCalls",
            "SecurityCalls",
            "DatabaseCalls",
            "NetworkCalls",
            "ManagementCalls",
            "ReflectionCalls");

    private final List<Redirect> rows;
    private final Map<String, List<Redirect>> byMember = new HashMap<>();
    private final Map<String, Holder> holders = new HashMap<>();

    private Redirects() {
        var found = new ArrayList<Redirect>();
        for (var name : HOLDERS) {
            var methods = new ArrayList<Method>();
            var own = new ArrayList<Redirect>();
            for (var method : read(name).methods()) {
                if (!method.flags().has(AccessFlag.PUBLIC) || !takesGuest(method)) continue;
                var type = method.methodTypeSymbol().dropParameterTypes(0, 1);
                methods.add(new Method(method.methodName().stringValue(), type));
                rowsOf(name, method, type).forEach(own::add);
            }
            holders.put(name, new Holder(List.copyOf(methods), List.copyOf(own)));
            found.addAll(own);
        }
        rows = List.copyOf(found);
        for (var row : rows)
            byMember.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(row);
    }

    /// The table; it is the same for all, and read once.
    public static Redirects table() {
        return Table.THE;
    }

    public List<Redirect> rows() {
        return rows;
    }

    /// The rows for a member of this name and descriptor, whoever declares it.
    public List<Redirect> named(String member, String descriptor) {
        return byMember.getOrDefault(member + descriptor, List.of());
    }

    /// The rows that want to see constructed objects, whichever constructor was used.
    public List<Redirect> constructed() {
        return byMember.getOrDefault(CONSTRUCTED, List.of());
    }

    /// The row for exactly this member of exactly this class.
    public Optional<Redirect> find(Site site, String owner, String member, String descriptor) {
        for (var row : named(member, descriptor))
            if (row.site() == site && row.owner().equals(owner)) return Optional.of(row);
        return Optional.empty();
    }

    /// What the facade of a holder consists of, or null when there is no such holder.
    public @Nullable Holder holder(String simpleName) {
        return holders.get(simpleName);
    }

    /// The methods of a holder as the facade shows them, and the rows among them.
    public record Holder(List<Method> methods, List<Redirect> rows) {}

    /// A facade's method.
    public record Method(String name, MethodTypeDesc type) {}

    private static final String CONSTRUCTED = "constructed";

    private static String key(Redirect row) {
        return row.site() == Site.CONSTRUCTED ? CONSTRUCTED : row.member() + row.descriptor();
    }

    private static boolean takesGuest(MethodModel method) {
        var type = method.methodTypeSymbol();
        return method.flags().has(AccessFlag.STATIC)
                && type.parameterCount() > 0
                && type.parameterType(0).equals(GUEST);
    }

    private static Stream<Redirect> rowsOf(String holder, MethodModel method, MethodTypeDesc type) {
        return method.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .flatMap(annotation -> switch (annotation.className().stringValue()) {
                    case "Ldev/samovar/java/guest/Instead;" -> Stream.of(instead(holder, method, type, annotation));
                    case "Ldev/samovar/java/guest/Adapts;" -> adapts(holder, method, type, annotation);
                    default -> Stream.empty();
                });
    }

    private static Redirect instead(String holder, MethodModel method, MethodTypeDesc type, Annotation annotation) {
        var values = values(annotation);
        var site = site(values, Site.STATIC);
        var descriptor = switch (site) {
            case STATIC -> type.descriptorString();
            case VIRTUAL, SUPER -> type.dropParameterTypes(0, 1).descriptorString();
            case NEW -> type.changeReturnType(ConstantDescs.CD_void).descriptorString();
            case READ -> type.returnType().descriptorString();
            case CONSTRUCTED -> "";
        };
        return row(holder, method, type, values, site, descriptor, -1);
    }

    private static Stream<Redirect> adapts(
            String holder, MethodModel method, MethodTypeDesc type, Annotation annotation) {
        return array(values(annotation).get("value")).map(value -> {
            var values = values(((AnnotationValue.OfAnnotation) value).annotation());
            var parameters =
                    array(values.get("parameters")).map(Redirects::type).toArray(ClassDesc[]::new);
            var returns = values.containsKey("returns") ? type(values.get("returns")) : ConstantDescs.CD_void;
            var descriptor = MethodTypeDesc.of(returns, parameters).descriptorString();
            var argument = values.get("argument") instanceof AnnotationValue.OfInt index ? index.intValue() : 0;
            return row(holder, method, type, values, site(values, Site.NEW), descriptor, argument);
        });
    }

    private static Redirect row(
            String holder,
            MethodModel method,
            MethodTypeDesc type,
            Map<String, AnnotationValue> values,
            Site site,
            String descriptor,
            int argument) {
        var owner = type(values.get("of")).descriptorString();
        var member = values.get("member") instanceof AnnotationValue.OfString name ? name.stringValue() : "<init>";
        return new Redirect(
                site,
                owner.substring(1, owner.length() - 1),
                member,
                descriptor,
                holder,
                method.methodName().stringValue(),
                type,
                argument);
    }

    private static Map<String, AnnotationValue> values(Annotation annotation) {
        var values = new HashMap<String, AnnotationValue>();
        for (AnnotationElement element : annotation.elements())
            values.put(element.name().stringValue(), element.value());
        return values;
    }

    private static Stream<AnnotationValue> array(@Nullable AnnotationValue value) {
        return value instanceof AnnotationValue.OfArray array ? array.values().stream() : Stream.empty();
    }

    private static ClassDesc type(@Nullable AnnotationValue value) {
        if (value instanceof AnnotationValue.OfClass type) return type.classSymbol();
        throw new IllegalStateException("a redirect without its class");
    }

    private static Site site(Map<String, AnnotationValue> values, Site otherwise) {
        return values.get("at") instanceof AnnotationValue.OfEnum site
                ? Site.valueOf(site.constantName().stringValue())
                : otherwise;
    }

    private static ClassModel read(String holder) {
        try (var in = Redirects.class.getResourceAsStream(holder + ".class")) {
            if (in == null) throw new IllegalStateException("the class file of " + holder + " is missing");
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the class file of " + holder + " cannot be read", e);
        }
    }

    private static final class Table {
        static final Redirects THE = new Redirects();
    }
}
