# Frames over the socket to the host: the length of what follows (32 bits, big endian), a kind (8), the number of parts
# (16), and for each part its length (32) and its bytes.

import os
import select
import struct

HELLO, SPECIALISE, INVOKE, READY, INIT_FAILED, RETURNED, FAILED = range(7)
DONE = 10

_NUMBER = struct.Struct(">I")
_HEAD = struct.Struct(">IBH")
_SMALL = 64 * 1024


def frame(kind, *parts):
    """A frame whose parts are bytes."""
    pieces = [b""]
    length = 3
    for part in parts:
        size = len(part)
        length += 4 + size
        pieces.append(_NUMBER.pack(size))
        pieces.append(part)
    pieces[0] = _HEAD.pack(length, kind, len(parts))
    return b"".join(pieces)


class Connection:
    """A socket by its descriptor, which nothing closes before the process has ended: the host then knows that it has."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self._small = memoryview(bytearray(_SMALL))

    def send(self, data):
        write = os.write
        sent = write(self.descriptor, data)
        if sent < len(data):
            left = memoryview(data)[sent:]
            while left:
                left = left[write(self.descriptor, left):]

    def has_more(self):
        """Whether the host has sent something."""
        return bool(select.select([self.descriptor], [], [], 0)[0])

    def receive(self):
        """The kind and the parts of the next frame, which hold until the one after it; None once the host has gone. The
        host sends a frame when the one before it is answered, so that there is never more than one."""
        view = self._small
        have = 0
        while have < 4:
            count = self._read(view, have)
            if count == 0:
                return None
            have += count
        total = 4 + _NUMBER.unpack_from(view)[0]
        if total > len(view):
            view = memoryview(bytearray(total))
            view[:have] = self._small[:have]
        while have < total:
            count = self._read(view, have)
            if count == 0:
                return None
            have += count
        return view[4], _parts(view)

    def _read(self, view, at):
        return os.readv(self.descriptor, [view[at:] if at else view])


def _parts(view):
    parts = []
    at = 7
    unpack = _NUMBER.unpack_from
    for _ in range(_HEAD.unpack_from(view)[2]):
        size = unpack(view, at)[0]
        at += 4
        parts.append(view[at:at + size])
        at += size
    return parts
