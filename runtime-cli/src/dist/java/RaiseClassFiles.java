import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar and raises its class files that are older than Java 6 to Java 11.
///
/// The start-up cache takes no older ones, since they lack the frames by which it verifies. Nothing else
/// changes: no instruction, no name. Run by the launcher from its source, with the jar and the place of the
/// copy as arguments.
final class RaiseClassFiles {
    private static final int JAVA_6 = 50;
    private static final int JAVA_11 = 55;

    private RaiseClassFiles() {}

    public static void main(String[] args) throws IOException {
        var draft = Path.of(args[1] + ".part");
        try (var from = new ZipFile(args[0]);
                var to = new ZipOutputStream(Files.newOutputStream(draft))) {
            var files = raising(from);
            for (var entry : Collections.list(from.entries())) {
                if (entry.isDirectory()) continue;
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(raised(entry, bytes(from, entry), files));
                to.closeEntry();
            }
        }
        Files.move(draft, Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOld(ZipEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class") && (bytes[6] << 8 | (bytes[7] & 0xff)) < JAVA_6;
    }

    private static byte[] raised(ZipEntry entry, byte[] bytes, ClassFile files) {
        if (!isOld(entry, bytes)) return bytes;
        var rebuilt = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        var newer = ClassTransform.dropping(element -> element instanceof ClassFileVersion)
                .andThen(rebuilt)
                .andThen(ClassTransform.endHandler(type -> type.withVersion(JAVA_11, 0)));
        return files.transformClass(files.parse(bytes), newer);
    }

    /// Computes frames, for which it must know the jar's own classes.
    private static ClassFile raising(ZipFile jar) {
        var own = ClassHierarchyResolver.ofResourceParsing(type -> {
            var descriptor = type.descriptorString();
            var entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
            try {
                return entry == null ? null : jar.getInputStream(entry);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
