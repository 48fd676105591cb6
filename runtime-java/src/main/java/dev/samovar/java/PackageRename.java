package dev.samovar.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Moves a class file from one package to another by rewriting the texts of its constant pool.
///
/// Source: The Java Virtual Machine Specification, section 4.4.
final class PackageRename {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final String from;
    private final String to;

    /// @param from the package as class files have it, with slashes and one at its end
    PackageRename(String from, String to) {
        this.from = from;
        this.to = to;
    }

    byte[] apply(byte[] classFile) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(classFile));
        var bytes = new ByteArrayOutputStream(classFile.length);
        var out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) out.writeUTF(in.readUTF().replace(from, to));
            else out.write(in.readNBytes(sizeOf(tag)));
            if (tag == LONG || tag == DOUBLE) i++;
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }

    private static int sizeOf(int tag) {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("not a constant pool tag: " + tag);
        };
    }
}
