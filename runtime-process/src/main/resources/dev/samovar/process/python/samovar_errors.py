# Errors as Lambda answers and logs them.
#
# Source: AWS Lambda developer guide, "Python function errors in Lambda".

import linecache
import os
import sys
import traceback

_OURS = os.path.dirname(os.path.abspath(__file__))
_places = [(_OURS + "/", "/var/runtime/")]


class Fault(Exception):
    """An error of the runtime's own, named as Lambda names it."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = list(trace)


def code_is_at(places):
    """Says where directories of Lambda's really are, as pairs, if the machine cannot show them where Lambda has them."""
    _places.extend((real + "/", named + "/") for real, named in places)


def shown(path):
    """A path as a function's author knows it."""
    for real, named in _places:
        if path.startswith(real):
            return named + path[len(real):]
    return path


def is_ours(path):
    """Whether a file belongs to this runtime."""
    return os.path.dirname(path) == _OURS


def text_of(error):
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


def described(error, request_id=""):
    """What the caller is told, in Lambda's order."""
    if isinstance(error, Fault):
        return _body(error.message, error.error_type, error.trace, request_id)
    return _body(text_of(error), type(error).__name__, traceback.format_list(_frames(error)), request_id)


def _body(message, error_type, trace, request_id):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def without_ours(trace):
    """A traceback that begins where the runtime called the function."""
    while trace is not None and is_ours(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    return trace


def _frames(error):
    """The frames of the function; if the call itself failed, the one that called."""
    frames = traceback.extract_tb(without_ours(error.__traceback__)) or traceback.extract_tb(error.__traceback__)[-1:]
    return [(shown(frame.filename), frame.lineno, frame.name, _line(frame)) for frame in frames]


def _line(frame):
    """The source, though the file may be where functions see it alone."""
    return frame.line or linecache.getline(shown(frame.filename), frame.lineno).strip()


def as_text(body):
    """The log line of an error: one line to a system that takes a line break for the end of an event."""
    lines = ["[ERROR]"]
    if body["errorType"]:
        lines[0] += " " + body["errorType"]
    if body["errorMessage"]:
        lines[0] += (": " if body["errorType"] else " ") + body["errorMessage"]
    lines.append("Traceback (most recent call last):")
    for entry in body["stackTrace"]:
        lines.extend(map(_indented, entry.splitlines() or [""]))
    return "\r".join(lines) + "\n"


def _indented(line):
    text = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(text)) + text


def print_uncaught(error):
    """Writes to standard error of what ends the process, as Python does."""
    traceback.print_exception(type(error), error, without_ours(error.__traceback__), file=sys.stderr)
