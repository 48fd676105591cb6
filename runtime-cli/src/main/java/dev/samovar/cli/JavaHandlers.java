package dev.samovar.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/// The handlers in a Java package, found without loading a class of it.
final class JavaHandlers {
    private static final Set<String> INTERFACES = Set.of(
            "com/amazonaws/services/lambda/runtime/RequestHandler",
            "com/amazonaws/services/lambda/runtime/RequestStreamHandler",
            "dev/samovar/api/Handler");

    private JavaHandlers() {}

    /// The public classes, outside the jars in `lib`, that implement one of the handler interfaces and can
    /// be made; sorted by name.
    static List<String> in(CodePackage code) throws IOException {
        var models = new HashMap<String, ClassModel>();
        for (var name : code.names()) {
            if (!name.endsWith(".class") || name.startsWith("META-INF/")) continue;
            try {
                var model = ClassFile.of().parse(code.read(name));
                var internal = model.thisClass().asInternalName();
                if (name.equals(internal + ".class")) models.put(internal, model);
            } catch (IllegalArgumentException e) {
                // Not a class file: no handler, and the class loader's matter if anything asks for it.
            }
        }
        var found = new ArrayList<String>();
        for (var model : models.values())
            if (canBeMade(model) && isHandler(model, models))
                found.add(model.thisClass().asInternalName().replace('/', '.'));
        found.sort(null);
        return found;
    }

    private static boolean canBeMade(ClassModel model) {
        var flags = model.flags();
        return flags.has(AccessFlag.PUBLIC) && !flags.has(AccessFlag.ABSTRACT) && !flags.has(AccessFlag.INTERFACE);
    }

    private static boolean isHandler(ClassModel model, Map<String, ClassModel> models) {
        for (var type : model.interfaces()) if (isHandler(type, models)) return true;
        return model.superclass().isPresent() && isHandler(model.superclass().get(), models);
    }

    private static boolean isHandler(ClassEntry type, Map<String, ClassModel> models) {
        if (INTERFACES.contains(type.asInternalName())) return true;
        var model = models.get(type.asInternalName());
        return model != null && isHandler(model, models);
    }

    /// Whether a class is in a package, in the jars of its `lib`, or in those of a layer.
    static boolean has(String className, CodePackage code, List<Path> layers) throws IOException {
        var file = className.replace('.', '/') + ".class";
        if (code.names().contains(file) || isInJars(file, code, "lib/")) return true;
        for (var layer : layers) {
            try (var opened = CodePackage.open(layer)) {
                if (isInJars(file, opened, "java/lib/")) return true;
            }
        }
        return false;
    }

    private static boolean isInJars(String file, CodePackage code, String folder) throws IOException {
        for (var name : code.names().tailSet(folder, true)) {
            if (!name.startsWith(folder)) break;
            if (name.endsWith(".jar") && isInJar(file, code, name)) return true;
        }
        return false;
    }

    private static boolean isInJar(String file, CodePackage code, String jar) throws IOException {
        if (Files.isDirectory(code.path())) {
            try (var zip = new ZipFile(code.path().resolve(jar).toFile())) {
                return zip.getEntry(file) != null;
            }
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(code.read(jar)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                if (entry.getName().equals(file)) return true;
            return false;
        }
    }
}
