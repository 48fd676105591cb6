package dev.samovar.java.guest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.FileAttributeView;

/// The attributes of a file that must stay as it is.
final class GuestFileAttributes {
    private GuestFileAttributes() {}

    /// A view that answers what another does, and changes nothing.
    ///
    /// @param name what the guest calls the file
    static <V extends FileAttributeView> V readOnly(Class<V> type, V attributes, String name) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (changes(method.getName()))
                        throw new FileSystemException(name, null, ReadOnlyDirectories.REASON);
                    try {
                        return method.invoke(attributes, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private static boolean changes(String method) {
        return method.startsWith("set") || method.equals("write") || method.equals("delete");
    }
}
