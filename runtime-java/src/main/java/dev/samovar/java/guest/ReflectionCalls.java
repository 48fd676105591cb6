package dev.samovar.java.guest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reflection and method handles on the members that are led elsewhere.
///
/// A reflective call stays in the guest's code, because the JDK checks who its caller is; what changes is the
/// `Method` and the arguments it is made with. The methods without an annotation are those the instrumenter
/// puts before it.
public final class ReflectionCalls {
    private ReflectionCalls() {}

    /// The method to invoke in place of the one the guest has.
    public static Method method(Guest guest, Method method) {
        var row = row(method);
        return row.isEmpty() ? method : facadeMethod(guest, row.get(), allParameters(method));
    }

    /// The arguments for it: its receiver has become the first.
    public static Object @Nullable [] arguments(
            Guest guest, Method method, @Nullable Object receiver, Object @Nullable [] arguments) {
        if (Modifier.isStatic(method.getModifiers()) || row(method).isEmpty()) return arguments;
        var all = new ArrayList<@Nullable Object>();
        all.add(receiver);
        if (arguments != null) all.addAll(Arrays.asList(arguments));
        return all.toArray();
    }

    /// The arguments for a constructor, with the one changed that the table changes.
    public static Object @Nullable [] arguments(Guest guest, Constructor<?> constructor, Object @Nullable [] arguments)
            throws InvocationTargetException {
        if (arguments == null || isForeign(constructor.getDeclaringClass())) return arguments;
        var type = MethodType.methodType(void.class, constructor.getParameterTypes());
        var row = find(Site.NEW, constructor.getDeclaringClass(), "<init>", type)
                .filter(Redirect::adapts)
                .orElse(null);
        if (row == null || arguments.length != type.parameterCount()) return arguments;
        var seen = Arrays.copyOfRange(arguments, row.argument(), row.lastSeen() + 1);
        var parameters = Arrays.copyOfRange(constructor.getParameterTypes(), row.argument(), row.lastSeen() + 1);
        var changed = arguments.clone();
        try {
            changed[row.argument()] =
                    facade(guest, row).getMethod(row.method(), parameters).invoke(null, seen);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(row + " has no method in its facade", e);
        }
        return changed;
    }

    /// The field to read in place of one of the standard streams.
    public static Field field(Guest guest, Field field) {
        if (!isStandardStream(field)) return field;
        try {
            return StandardStreams.class.getField(field.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The object to read it from.
    public static @Nullable Object target(Guest guest, Field field, @Nullable Object target) {
        return isStandardStream(field) ? guest.streams() : target;
    }

    /// The class file to define in place of one that the guest made or read by itself.
    @Adapts({
        @Adapts.Call(
                of = Lookup.class,
                member = "defineClass",
                parameters = byte[].class,
                returns = Class.class,
                at = Site.VIRTUAL),
        @Adapts.Call(
                of = Lookup.class,
                member = "defineHiddenClass",
                parameters = {byte[].class, boolean.class, Lookup.ClassOption[].class},
                returns = Lookup.class,
                at = Site.VIRTUAL),
        @Adapts.Call(
                of = Lookup.class,
                member = "defineHiddenClassWithClassData",
                parameters = {byte[].class, Object.class, boolean.class, Lookup.ClassOption[].class},
                returns = Lookup.class,
                at = Site.VIRTUAL)
    })
    public static byte[] defined(Guest guest, byte[] classFile) {
        return guest.loader() instanceof Home home ? home.instrument(classFile) : classFile;
    }

    /// The same for a class loader of the guest's own, if that loader can find the poll.
    public static byte[] defined(Guest guest, ClassLoader loader, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        var classFile = Arrays.copyOfRange(bytes, offset, offset + length);
        return findsPoll(guest, loader) ? defined(guest, classFile) : classFile;
    }

    private static boolean findsPoll(Guest guest, ClassLoader loader) {
        try {
            var poll = Poll.class.getName();
            return loader.loadClass(poll).equals(guest.loader().loadClass(poll));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Instead(of = Lookup.class, member = "findStatic", at = Site.VIRTUAL)
    public static MethodHandle findStatic(Guest guest, Lookup lookup, Class<?> type, String name, MethodType signature)
            throws NoSuchMethodException, IllegalAccessException {
        return led(guest, lookup, lookup.findStatic(type, name, signature));
    }

    @Instead(of = Lookup.class, member = "findVirtual", at = Site.VIRTUAL)
    public static MethodHandle findVirtual(Guest guest, Lookup lookup, Class<?> type, String name, MethodType signature)
            throws NoSuchMethodException, IllegalAccessException {
        return led(guest, lookup, lookup.findVirtual(type, name, signature));
    }

    @Instead(of = Lookup.class, member = "findConstructor", at = Site.VIRTUAL)
    public static MethodHandle findConstructor(Guest guest, Lookup lookup, Class<?> type, MethodType signature)
            throws NoSuchMethodException, IllegalAccessException {
        return led(guest, lookup, lookup.findConstructor(type, signature));
    }

    @Instead(of = Lookup.class, member = "bind", at = Site.VIRTUAL)
    public static MethodHandle bind(Guest guest, Lookup lookup, Object receiver, String name, MethodType signature)
            throws NoSuchMethodException, IllegalAccessException {
        var bound = lookup.bind(receiver, name, signature);
        if (isForeign(receiver.getClass())) return bound;
        return led(guest, lookup, lookup.findVirtual(receiver.getClass(), name, signature))
                .bindTo(receiver);
    }

    @Instead(of = Lookup.class, member = "findStaticGetter", at = Site.VIRTUAL)
    public static MethodHandle findStaticGetter(Guest guest, Lookup lookup, Class<?> type, String name, Class<?> field)
            throws NoSuchFieldException, IllegalAccessException {
        return led(guest, lookup, lookup.findStaticGetter(type, name, field));
    }

    @Instead(of = Lookup.class, member = "unreflect", at = Site.VIRTUAL)
    public static MethodHandle unreflect(Guest guest, Lookup lookup, Method method) throws IllegalAccessException {
        return led(guest, lookup, lookup.unreflect(method));
    }

    @Instead(of = Lookup.class, member = "unreflectConstructor", at = Site.VIRTUAL)
    public static MethodHandle unreflectConstructor(Guest guest, Lookup lookup, Constructor<?> constructor)
            throws IllegalAccessException {
        return led(guest, lookup, lookup.unreflectConstructor(constructor));
    }

    @Instead(of = Lookup.class, member = "unreflectGetter", at = Site.VIRTUAL)
    public static MethodHandle unreflectGetter(Guest guest, Lookup lookup, Field field) throws IllegalAccessException {
        return led(guest, lookup, lookup.unreflectGetter(field));
    }

    private static MethodHandle led(Guest guest, Lookup lookup, MethodHandle handle) throws IllegalAccessException {
        var info = reveal(lookup, handle);
        if (info == null || isForeign(info.getDeclaringClass())) return handle;
        var declaring = info.getDeclaringClass();
        var row = find(site(info), declaring, info.getName(), described(info)).orElse(null);
        if (row == null) return handle;
        var type = handle.type();
        var exact = switch (row.site()) {
            case VIRTUAL -> type.changeParameterType(0, declaring);
            case NEW -> type.changeReturnType(declaring);
            default -> type;
        };
        try {
            var found = MethodHandles.publicLookup().findStatic(facade(guest, row), row.whole(), exact);
            return found.asType(type).withVarargs(handle.isVarargsCollector());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(row + " has no method in its facade", e);
        }
    }

    private static @Nullable MethodHandleInfo reveal(Lookup lookup, MethodHandle handle) {
        try {
            return lookup.revealDirect(handle);
        } catch (IllegalArgumentException | SecurityException e) {
            return null;
        }
    }

    private static Site site(MethodHandleInfo info) {
        return switch (info.getReferenceKind()) {
            case MethodHandleInfo.REF_invokeStatic -> Site.STATIC;
            case MethodHandleInfo.REF_newInvokeSpecial -> Site.NEW;
            case MethodHandleInfo.REF_getStatic -> Site.READ;
            default -> Site.VIRTUAL;
        };
    }

    /// The type as the table writes it; for a field that is the field's own.
    private static String described(MethodHandleInfo info) {
        return info.getReferenceKind() == MethodHandleInfo.REF_getStatic
                ? info.getMethodType().returnType().descriptorString()
                : info.getMethodType().descriptorString();
    }

    private static Optional<Redirect> row(Method method) {
        if (isForeign(method.getDeclaringClass())) return Optional.empty();
        var site = Modifier.isStatic(method.getModifiers()) ? Site.STATIC : Site.VIRTUAL;
        var type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        return find(site, method.getDeclaringClass(), method.getName(), type);
    }

    private static Optional<Redirect> find(Site site, Class<?> owner, String member, MethodType type) {
        return find(site, owner, member, type.descriptorString());
    }

    private static Optional<Redirect> find(Site site, Class<?> owner, String member, String descriptor) {
        return Redirects.table().find(site, owner.getName().replace('.', '/'), member, descriptor);
    }

    /// The classes in the table are the JDK's; all others are quickly told apart.
    private static boolean isForeign(Class<?> type) {
        var loader = type.getClassLoader();
        return loader != null && !loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private static boolean isStandardStream(Field field) {
        if (field.getDeclaringClass() != System.class) return false;
        return switch (field.getName()) {
            case "in", "out", "err" -> true;
            default -> false;
        };
    }

    private static Class<?>[] allParameters(Method method) {
        if (Modifier.isStatic(method.getModifiers())) return method.getParameterTypes();
        var all = new ArrayList<Class<?>>(List.of(method.getDeclaringClass()));
        all.addAll(List.of(method.getParameterTypes()));
        return all.toArray(Class<?>[]::new);
    }

    private static Method facadeMethod(Guest guest, Redirect row, Class<?>[] parameters) {
        try {
            return facade(guest, row).getMethod(row.whole(), parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(row + " has no method in its facade", e);
        }
    }

    private static Class<?> facade(Guest guest, Redirect row) {
        var name = row.facade().packageName() + "." + row.facade().displayName();
        try {
            return Class.forName(name, true, guest.loader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class loader of " + guest.name() + " defines no " + name, e);
        }
    }
}
