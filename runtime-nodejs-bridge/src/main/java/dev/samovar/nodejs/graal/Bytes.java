package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferViewBase;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import java.util.Arrays;

/// A stretch of bytes that a guest's typed array, `DataView` or `ArrayBuffer` shows: read and written in place.
final class Bytes {
    private final byte[] array;
    private final int from;
    private final int length;

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
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
            return new Bytes(
                    JSArrayBufferObject.getByteArray(view.getArrayBuffer()),
                    view.getByteOffset(),
                    view.getByteLength());
        if (value instanceof JSArrayBufferViewBase view) {
            var all = JSArrayBufferObject.getByteArray(view.getArrayBuffer());
            return new Bytes(all, view.getByteOffset(), Guest.integer(Guest.member(view, "byteLength")));
        }
        var all = JSArrayBufferObject.getByteArray(value);
        return new Bytes(all, 0, all.length);
    }

    int to() {
        return from + length;
    }

    /// A part of it; what lies outside is cut off.
    Bytes slice(int start, int end) {
        int begin = Math.clamp(start, 0, length);
        return new Bytes(array, from + begin, Math.clamp(end, begin, length) - begin);
    }

    byte[] copy() {
        return Arrays.copyOfRange(array, from, to());
    }

    static Object buffer(JSRealm realm, byte[] content) {
        return JSArrayBuffer.createArrayBuffer(realm.getContext(), realm, content);
    }
}
