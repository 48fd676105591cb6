# Where a function finds modules: in its package, its layers, and what Lambda's runtime brings, which is Python's library
# and AWS's SDK. Of what else is installed for this machine's Python a function sees nothing, as nothing of it is on
# Lambda.

import importlib
import importlib.machinery
import os
import site
import sys

from samovar_output import moved_up

_SDK = frozenset(("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3"))
_DEBUGGER = frozenset(("debugpy",))


def directories(task, layers, runtime, has_own_path):
    """Where packages are, in Lambda's order. A function that has its own `PYTHONPATH` names what it wants of its layers.
    Where another Python stands in for that of the function's runtime, layers may be made for either."""
    if has_own_path:
        return [task]
    versions = dict.fromkeys((runtime, "python%d.%d" % sys.version_info[:2]))
    return [task] + [layers + "/python/lib/" + version + "/site-packages" for version in versions] + [layers + "/python"]


def paths(directories, runtime, python_path, library):
    """`sys.path` in Lambda's order."""
    found = directories + [runtime]
    for path in python_path + library:
        if path and path not in found:
            found.append(path)
    return found


def add_named_paths(directories):
    """Adds to the end of `sys.path` what files `*.pth` name in these directories, and runs the lines in them that begin
    with `import`."""
    known = set(sys.path)
    for directory in directories:
        try:
            has_some = any(name.endswith(".pth") for name in os.listdir(directory))
        except OSError:
            continue
        if has_some:
            site.addsitedir(directory, known)


class OfThisMachine:
    """Finds packages of this machine's Python, after all else that may have them: those that Lambda's runtime has, and
    whatever these import."""

    def __init__(self, directories, debugs):
        self._directories = directories
        self._places = tuple(directory + "/" for directory in directories)
        self._names = _SDK | _DEBUGGER if debugs else _SDK

    def find_spec(self, name, path=None, target=None):
        if path is not None or not (name in self._names or self._is_asked_for_by_one()):
            return None
        return importlib.machinery.PathFinder.find_spec(name, self._directories, target)

    def _is_asked_for_by_one(self):
        frame = sys._getframe(2)
        while frame is not None and "importlib" in frame.f_code.co_filename:
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith(self._places)


def way_out(error):
    """Where AWS's SDK comes from, if it is what was not found."""
    if not isinstance(error, ModuleNotFoundError) or error.name not in _SDK:
        return ""
    version = "%d.%d" % sys.version_info[:2]
    of_sandbox = sys.executable.startswith("/var/lang/")
    place = "" if of_sandbox else " at " + sys.executable
    command = "on the host python" + version if of_sandbox else sys.executable
    return (" (AWS's SDK is taken from the package, a layer, or the Python that runs the function, here Python %s%s; none has it:"
            " %s -m pip install boto3 puts it there, or add it with pip install --target to the package)"
            % (version, place, command))


class Library:
    """Python's library where it is, though other directories will be laid over those that it is in: a descriptor goes
    on to reach it."""

    _HIDDEN = ("/opt/", "/tmp/", "/var/task/", "/var/runtime/")

    def __init__(self, directories):
        self._moves = {}
        self._hidden = False
        for directory in directories:
            real = os.path.realpath(directory)
            if any(place.startswith(self._HIDDEN) for place in (directory + "/", real + "/")) and os.path.isdir(real):
                number = moved_up(os.open(real, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
                self._moves[directory] = "/proc/self/fd/%d" % number

    def may_vanish(self):
        """Whether modules cannot be loaded while the directories of a function are laid."""
        return bool(self._moves)

    def moved(self, directory):
        """Where a directory of it is to be looked for."""
        return self._moves.get(directory, directory) if self._hidden else directory

    def hide(self):
        """The other directories are there. Has packages that are loaded already look for their modules anew."""
        self._hidden = True
        if not self._moves:
            return
        for module in list(sys.modules.values()):
            places = getattr(module, "__path__", None)
            if isinstance(places, list):
                places[:] = [self._below(place) for place in places]

    def _below(self, place):
        for directory, moved in self._moves.items():
            if place.startswith(directory + "/"):
                return moved + place[len(directory):]
        return place
