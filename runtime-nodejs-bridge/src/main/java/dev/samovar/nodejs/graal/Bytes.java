package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferViewBase;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stretch of bytes that a guest's typed array, `DataView` or `ArrayBuffer` shows: read and written in place,
/// but for memory that is shared, which is written when it is told.
final class Bytes {
    private final byte[] array;
    private final int from;
    private final int length;

    /// The memory that these are a copy of, if several threads may share it.
    private final @Nullable ByteBuffer shared;

    private Bytes(byte[] array, int from, int length, @Nullable ByteBuffer shared) {
        this.array = array;
        this.from = from;
        this.length = length;
        this.shared = shared;
    }

    /// What holds the bytes.
    byte[] array() {
        return array;
    }

    /// Where in the array the stretch begins.
    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /// What a view or buffer of the guest's shows.
    static Bytes of(Object value) {
        if (value instanceof JSTypedArrayObject view)
            return part(view.getArrayBuffer(), view.getByteOffset(), view.getByteLength());
        if (value instanceof JSArrayBufferViewBase view)
            return part(view.getArrayBuffer(), view.getByteOffset(), Guest.integer(Guest.member(view, "byteLength")));
        var buffer = (JSArrayBufferObject) value;
        return part(buffer, 0, buffer.getByteLength());
    }

    private static Bytes part(JSArrayBufferObject buffer, int from, int length) {
        if (JSArrayBuffer.isDetachedBuffer(buffer)) return new Bytes(new byte[0], 0, 0, null);
        if (!(buffer instanceof JSArrayBufferObject.DirectBase))
            return new Bytes(JSArrayBufferObject.getByteArray(buffer), from, length, null);
        var memory = JSArrayBufferObject.getDirectByteBuffer(buffer);
        var copied = new byte[from + length];
        memory.get(from, copied, from, length);
        return new Bytes(copied, from, length, memory);
    }

    /// What was written to the array is to be seen, also where it was a copy.
    void written() {
        if (shared != null) shared.put(from, array, from, length);
    }

    int to() {
        return from + length;
    }

    /// A part of it; what lies outside is cut off.
    Bytes slice(int start, int end) {
        int begin = Math.clamp(start, 0, length);
        return new Bytes(array, from + begin, Math.clamp(end, begin, length) - begin, shared);
    }

    byte[] copy() {
        return Arrays.copyOfRange(array, from, to());
    }

    static Object buffer(JSRealm realm, byte[] content) {
        return JSArrayBuffer.createArrayBuffer(realm.getContext(), realm, content);
    }
}
