# Standard output and error, which are one log, and the records in it: the token, a byte, a length (32 bits, big endian),
# and text. Everything is written at once, so that it keeps its order and is not lost when the process crashes.

import fcntl
import io
import os
import select
import struct
import sys
import threading

LEVELS = {"TRACE": 1, "DEBUG": 2, "INFO": 3, "WARN": 4, "ERROR": 5, "FATAL": 6}

_MARK = 0
_LENGTH = struct.Struct(">BI")
_LONGEST = 1024 * 1024
_STANDARD_OUTPUT = 1

# The first descriptor for what is this runtime's own: those before it, functions may expect to be free.
_OWN = 64


def moved_up(descriptor):
    """The same out of the way of functions that count on low numbers."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _OWN)
    os.close(descriptor)
    return moved


class _Writer:
    """Writes without a piece of another thread's between its own."""

    def __init__(self):
        self._lock = threading.RLock()
        os.register_at_fork(after_in_child=self._forked)

    def _forked(self):
        self._lock = threading.RLock()

    def write(self, descriptor, data):
        with self._lock:
            try:
                sent = os.write(descriptor, data)
            except BlockingIOError:
                sent = 0
            left = memoryview(data)[sent:]
            while left:
                left = left[_write_some(descriptor, left):]


def _write_some(descriptor, data):
    """Whoever else has the pipe may have made it one that does not wait."""
    try:
        return os.write(descriptor, data)
    except BlockingIOError:
        select.select([], [descriptor], [])
        return 0


_WRITER = _Writer()


class Records:
    """Messages that stay whole, and marks that tell the host how far the log belongs to what was done. They have a
    descriptor of their own, since functions redirect or close that of standard output."""

    def __init__(self, token):
        self._token = token
        self._mark = token + _LENGTH.pack(_MARK, 0)
        self._descriptor = fcntl.fcntl(_STANDARD_OUTPUT, fcntl.F_DUPFD_CLOEXEC, _OWN)

    def message(self, level, text):
        data = text.encode("utf-8", "backslashreplace")
        if len(data) > _LONGEST:
            data = data[:_LONGEST].decode("utf-8", "ignore").encode("utf-8")
        self._put(self._token + _LENGTH.pack(level, len(data)) + data)

    def mark(self):
        self._put(self._mark)

    def _put(self, data):
        try:
            _WRITER.write(self._descriptor, data)
        except BrokenPipeError:
            pass


class _Pipe(io.RawIOBase):
    def __init__(self, descriptor, name):
        super().__init__()
        self._descriptor = descriptor
        self.name = name
        self.mode = "wb"

    def fileno(self):
        return self._descriptor

    def isatty(self):
        return False

    def writable(self):
        return True

    def write(self, data):
        view = memoryview(data).cast("B")
        _WRITER.write(self._descriptor, view)
        return len(view)

    def close(self):
        """What stays open can tell of an error while the interpreter ends."""


def replace_standard_streams():
    """Has `sys.stdout` and `sys.stderr` write at once, whatever they are connected to."""
    for name, descriptor, errors in (("stdout", 1, "surrogateescape"), ("stderr", 2, "backslashreplace")):
        stream = io.TextIOWrapper(
            _Pipe(descriptor, "<" + name + ">"), encoding="utf-8", errors=errors, newline="\n", write_through=True)
        stream.mode = "w"
        setattr(sys, name, stream)
        setattr(sys, "__" + name + "__", stream)


def flush_standard_streams():
    """A function may have put streams of its own there, which keep what they were given."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
